package no.itagenten.fleet.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.Optional;
import no.itagenten.fleet.it.fixture.ChildProcess;
import no.itagenten.fleet.it.fixture.Device;
import no.itagenten.fleet.it.fixture.GatedRemote;
import no.itagenten.fleet.it.fixture.Installation;
import no.itagenten.fleet.it.fixture.PostUpdate;
import no.itagenten.fleet.it.fixture.SampleApp;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.CommandState;
import no.itagenten.fleet.protocol.rest.CommandView;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The power fails in the middle of an update: its end is the true one, and nothing was done twice. */
@Order(2)
class CrashIT {

    private static Installation installation;

    @BeforeAll
    static void start() throws Exception {
        installation = Installation.start();
    }

    @AfterAll
    static void stop() {
        installation.close();
    }

    @Test
    void theServerIsKilledDuringAnUpdate() throws Exception {
        // given
        Device device = installation.device("it-server-killed");
        PostUpdate program = new PostUpdate(device.folder()).holding();
        device.with("APP_POST_UPDATE", program.commandLine()).start();
        String second = secondRelease(device);
        CommandId update = installation.api().update(device.id(), "");
        await().atMost(ChildProcess.PATIENCE).until(() -> program.effects(second) == 1);

        // when
        installation.fleetd().process().kill();
        program.release();
        installation.fleetd().start();
        CommandView end = installation.awaitEnd(update);

        // then
        assertThat(end.state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(program.effects(second)).isEqualTo(1);
        assertThat(device.app().awaitAnswer().commit()).isEqualTo(second);
    }

    @Test
    void theAgentIsKilledDuringTheFetch() throws Exception {
        // given
        Device device = installation.device("it-killed-fetch");
        try (GatedRemote remote = new GatedRemote(device.git().remote())) {
            PostUpdate program = new PostUpdate(device.folder());
            device.with("APP_REMOTE", remote.url())
                    .with("APP_POST_UPDATE", program.commandLine())
                    .start();
            String second = secondRelease(device);
            CommandId update = installation.api().update(device.id(), "");
            remote.awaitFetch();

            // when
            device.agent().process().kill();
            remote.open();
            device.agent().start();
            CommandView end = installation.awaitEnd(update);

            // then
            assertThat(end.state()).isEqualTo(CommandState.FAILED);
            assertThat(end.result().orElseThrow().message()).contains("Nothing was touched");
            assertThat(program.effects(second)).isZero();
            assertThat(device.head()).isEqualTo(device.firstCommit());
            assertThat(device.app().awaitAnswer().commit()).isEqualTo(device.firstCommit());
        }
    }

    @Test
    void theAgentIsKilledDuringThePostUpdateProgram() throws Exception {
        // given
        Device device = installation.device("it-killed-program");
        PostUpdate program = new PostUpdate(device.folder()).holding();
        device.with("APP_POST_UPDATE", program.commandLine()).start();
        String second = secondRelease(device);
        CommandId update = installation.api().update(device.id(), "");
        await().atMost(ChildProcess.PATIENCE).until(() -> program.effects(second) == 1);

        // when
        device.agent().process().kill();
        program.release();
        device.agent().start();
        CommandView end = installation.awaitEnd(update);

        // then
        requireTruth(end, device, second);
        assertThat(program.effects(second)).isEqualTo(1);
    }

    @Test
    void theAgentIsKilledWhileItWatchesTheNewVersion() throws Exception {
        // given
        Device device = installation.device("it-killed-watch");
        PostUpdate program = new PostUpdate(device.folder());
        device.with("APP_POST_UPDATE", program.commandLine())
                .with("RESTART_SETTLE_SECONDS", "4")
                .start();
        String second = secondRelease(device);
        CommandId update = installation.api().update(device.id(), "");
        installation.awaitCommand(update, command -> command.phase().equals(Optional.of("health")));

        // when
        device.agent().process().kill();
        device.agent().start();
        CommandView end = installation.awaitEnd(update);

        // then
        requireTruth(end, device, second);
        assertThat(program.effects(second)).isEqualTo(1);
    }

    private static String secondRelease(Device device) throws Exception {
        return device.git().commit("Second release", Map.of("settings.properties", SampleApp.settings("second")));
    }

    /** Whatever the end is, the device is as the end says. */
    private static void requireTruth(CommandView end, Device device, String second) throws Exception {
        assertThat(end.state()).isIn(CommandState.SUCCEEDED, CommandState.ROLLED_BACK, CommandState.FAILED);
        String expected = end.state() == CommandState.SUCCEEDED ? second : device.firstCommit();
        assertThat(device.head()).isEqualTo(expected);
        assertThat(device.app().awaitAnswer().commit()).isEqualTo(expected);
        await().atMost(ChildProcess.PATIENCE)
                .until(() -> installation.api().device(device.id()).version().equals(Optional.of(expected)));
    }
}
