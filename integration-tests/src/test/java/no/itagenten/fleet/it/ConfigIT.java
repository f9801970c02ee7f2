package no.itagenten.fleet.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import no.itagenten.fleet.it.fixture.ChildProcess;
import no.itagenten.fleet.it.fixture.Device;
import no.itagenten.fleet.it.fixture.Fleetctl.Output;
import no.itagenten.fleet.it.fixture.Installation;
import no.itagenten.fleet.protocol.rest.ConfigView;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What can be set on a device from the fleet. */
class ConfigIT {

    private static Installation installation;
    private static Device device;

    @BeforeAll
    static void start() throws Exception {
        installation = Installation.start();
        device = installation.device("it-config").start();
    }

    @AfterAll
    static void stop() {
        installation.close();
    }

    @Test
    void aSettingIsTakenAndReportedAndOutlivesTheAgent() throws Exception {
        // given
        Output set = installation
                .fleetctl()
                .run("config", "set", "it-config", "heartbeat_interval=7", "log_level=warn", "-o", "json");
        assertThat(set.exitCode()).as(set.err()).isZero();
        assertThat(set.jsonItem(ConfigView.class).inSync()).isTrue();

        // when
        device.agent().process().terminate();
        device.agent().start();
        device.awaitOnline();

        // then
        Output got = installation.fleetctl().run("config", "get", "it-config", "-o", "json");
        assertThat(got.json(ConfigView.class).reported())
                .containsEntry("heartbeat_interval", "7")
                .containsEntry("log_level", "warn");
        await().atMost(ChildProcess.PATIENCE)
                .untilAsserted(
                        () -> assertThat(installation.api().device("it-config").config())
                                .containsEntry("heartbeat_interval", "7"));
    }

    @Test
    void aKeyThatIsNotForTheFleetToSetIsRefused() throws Exception {
        // when
        Output output = installation.fleetctl().run("config", "set", "it-config", "APP_REMOTE=https://evil.example");

        // then
        assertThat(output.exitCode()).isEqualTo(2);
        assertThat(output.err()).contains("APP_REMOTE");
        Output got = installation.fleetctl().run("config", "get", "it-config", "-o", "json");
        assertThat(got.json(ConfigView.class).desired()).doesNotContainKey("APP_REMOTE");
    }
}
