package no.itagenten.fleet.it;

import static org.assertj.core.api.Assertions.assertThat;

import no.itagenten.fleet.it.fixture.Device;
import no.itagenten.fleet.it.fixture.Fleetctl.Output;
import no.itagenten.fleet.it.fixture.Installation;
import no.itagenten.fleet.protocol.CommandState;
import no.itagenten.fleet.protocol.rest.CommandView;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A device that is switched off when something is asked of it. */
class OfflineIT {

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
    void theCommandWaitsForItAndIsDoneWhenItIsBack() throws Exception {
        // given
        Device device = installation.device("it-away").start();
        device.agent().process().terminate();
        device.awaitOffline();

        // when
        Output early = installation.fleetctl().run("restart", "it-away", "--timeout", "2s", "-o", "json");

        // then
        assertThat(early.exitCode()).isEqualTo(8);
        CommandView queued = early.jsonItem(CommandView.class);
        assertThat(queued.state()).isEqualTo(CommandState.QUEUED);
        assertThat(queued.reason()).contains("offline");

        // and when
        device.agent().start();
        Output late = installation.fleetctl().run("command", "wait", queued.id().value(), "-o", "json");

        // then
        assertThat(late.exitCode()).as(late.err()).isZero();
        assertThat(installation.api().command(queued.id()).state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(device.app().awaitAnswer().pid()).isPositive();
    }

    @Test
    void aCommandThatWaitsCanBeTakenBack() throws Exception {
        // given
        Device device = installation.device("it-canceled").start();
        device.agent().process().terminate();
        device.awaitOffline();
        Output asked = installation.fleetctl().run("restart", "it-canceled", "--async");

        // when
        Output canceled =
                installation.fleetctl().run("command", "cancel", asked.out().strip());
        device.agent().start();
        device.awaitOnline();

        // then
        assertThat(canceled.exitCode()).as(canceled.err()).isZero();
        Output shown =
                installation.fleetctl().run("command", "show", asked.out().strip(), "-o", "json");
        assertThat(shown.json(CommandView.class).state()).isEqualTo(CommandState.CANCELED);
    }
}
