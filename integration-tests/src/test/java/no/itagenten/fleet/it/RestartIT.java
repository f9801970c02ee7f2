package no.itagenten.fleet.it;

import static org.assertj.core.api.Assertions.assertThat;

import no.itagenten.fleet.it.fixture.Device;
import no.itagenten.fleet.it.fixture.Fleetctl.Output;
import no.itagenten.fleet.it.fixture.Installation;
import no.itagenten.fleet.it.fixture.SampleApp;
import no.itagenten.fleet.protocol.CommandState;
import no.itagenten.fleet.protocol.rest.CommandView;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Restarting what a device runs. */
class RestartIT {

    private static Installation installation;
    private static Device device;

    @BeforeAll
    static void start() throws Exception {
        installation = Installation.start();
        device = installation.device("it-restart").start();
    }

    @AfterAll
    static void stop() {
        installation.close();
    }

    @Test
    void aRestartedServiceIsAnotherProcess() throws Exception {
        // given
        SampleApp.Answer before = device.app().ask();

        // when
        Output output = installation.fleetctl().run("restart", "it-restart", "-o", "json");

        // then
        assertThat(output.exitCode()).as(output.err()).isZero();
        CommandView command = output.jsonItem(CommandView.class);
        assertThat(command.state()).isEqualTo(CommandState.SUCCEEDED);
        SampleApp.Answer after = device.app().awaitAnswer();
        assertThat(after.pid()).isNotEqualTo(before.pid());
        assertThat(command.result().orElseThrow().details())
                .containsEntry("pid." + Device.SERVICE, Long.toString(after.pid()));
        assertThat(ProcessHandle.of(before.pid())).isEmpty();
    }

    @Test
    void aServiceThatTheDeviceDoesNotListIsRefused() throws Exception {
        // given
        long before = device.app().awaitAnswer().pid();

        // when
        Output output = installation.fleetctl().run("restart", "it-restart", "--service", "sshd", "-o", "json");

        // then
        assertThat(output.exitCode()).isEqualTo(1);
        CommandView command = output.jsonItem(CommandView.class);
        assertThat(command.state()).isEqualTo(CommandState.REJECTED);
        assertThat(command.result().orElseThrow().message()).contains("sshd").contains(Device.SERVICE);
        assertThat(device.app().ask().pid()).isEqualTo(before);
    }
}
