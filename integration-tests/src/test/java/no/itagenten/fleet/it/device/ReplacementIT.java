package no.itagenten.fleet.it.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import no.itagenten.fleet.it.fixture.BareDevice;
import no.itagenten.fleet.it.fixture.ChildProcess;
import no.itagenten.fleet.it.fixture.Device;
import no.itagenten.fleet.it.fixture.Fleetctl;
import no.itagenten.fleet.it.fixture.Fleetctl.Output;
import no.itagenten.fleet.it.fixture.Installation;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.rest.CommandView;
import no.itagenten.fleet.protocol.rest.DeviceView;
import org.junit.jupiter.api.Test;

/** A box is broken, and another one takes its place. */
class ReplacementIT {

    @Test
    void newHardwareHasTheNameTagsConfigurationAndHistoryOfTheOldOneWhichIsLockedOut() throws Exception {
        try (Installation installation = Installation.start()) {
            // given
            Fleetctl fleetctl = installation.fleetctl();
            Device old = installation.device("it-old").start();
            fleetctl.run(
                    "device", "set", "it-old", "--name", "Nave", "--venue", "Domkirken", "--tags", "church,canary");
            fleetctl.run("config", "set", "it-old", "heartbeat_interval=7");
            CommandId command = installation.api().restart("it-old");
            installation.awaitEnd(command);
            await().atMost(ChildProcess.PATIENCE)
                    .until(() -> !installation.api().logs("it-old").isEmpty());
            BareDevice spare = installation
                    .bareDevice("it-spare")
                    .withToken(installation.api().enrollmentToken())
                    .start();

            // when
            Output replaced = fleetctl.run("device", "replace", "it-old", "it-spare", "--yes");

            // then
            assertThat(replaced.exitCode()).as(replaced.err()).isZero();
            DeviceView now = installation.api().device("it-spare");
            assertThat(now.name()).isEqualTo("Nave");
            assertThat(now.venue()).contains("Domkirken");
            assertThat(now.tags()).containsExactlyInAnyOrder("church", "canary");
            assertThat(installation.api().commands("it-spare"))
                    .extracting(CommandView::id)
                    .contains(command);
            assertThat(installation.api().logs("it-spare")).isNotEmpty();
            await().atMost(ChildProcess.PATIENCE)
                    .untilAsserted(() -> assertThat(
                                    installation.api().device("it-spare").config())
                            .containsEntry("heartbeat_interval", "7"));
            old.agent().process().awaitOutput(java.util.regex.Pattern.compile("closed it with 4003"));
            assertThat(fleetctl.run("device", "show", "it-old").exitCode()).isEqualTo(5);
            spare.awaitOnline();
        }
    }
}
