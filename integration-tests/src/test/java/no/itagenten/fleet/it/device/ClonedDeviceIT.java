package no.itagenten.fleet.it.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import no.itagenten.fleet.it.fixture.BareDevice;
import no.itagenten.fleet.it.fixture.ChildProcess;
import no.itagenten.fleet.it.fixture.Fleetctl;
import no.itagenten.fleet.it.fixture.Fleetctl.Output;
import no.itagenten.fleet.it.fixture.Installation;
import no.itagenten.fleet.it.fixture.OtherMachine;
import no.itagenten.fleet.protocol.rest.DuplicateKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk of a device was copied, and both are switched on. */
class ClonedDeviceIT {

    @TempDir
    Path folder;

    @Test
    void aKeyOnTwoMachinesIsToldWithBothAndAResetLocksBothOut() throws Exception {
        OtherMachine elsewhere = OtherMachine.named("copied-box", folder);
        try (Installation installation = Installation.start()) {
            // given
            Fleetctl fleetctl = installation.fleetctl();
            BareDevice original = installation
                    .bareDevice("it-original")
                    .withToken(installation.api().enrollmentToken())
                    .start();
            assertThat(installation.api().device("it-original").duplicateKey()).isEmpty();

            // when
            BareDevice copy = installation
                    .bareDevice("it-copy")
                    .copyOf(original)
                    .on(elsewhere)
                    .startAgent();

            // then
            DuplicateKey alert = await().atMost(ChildProcess.PATIENCE)
                    .until(() -> installation.api().device("it-original").duplicateKey(), found -> found.isPresent())
                    .orElseThrow();
            assertThat(alert.machines()).hasSize(2);
            assertThat(alert.machines().toString()).contains("copied-box");
            assertThat(fleetctl.run("status").out())
                    .contains("its key is used by several machines")
                    .contains("copied-box")
                    .contains("fleetctl device reset-credential it-original");
            assertThat(fleetctl.run("device", "show", "it-original").out())
                    .contains("Key also used by")
                    .contains("copied-box");

            // and when
            Output reset = fleetctl.run("device", "reset-credential", "it-original", "--yes");

            // then
            assertThat(reset.exitCode()).as(reset.err()).isZero();
            original.awaitOffline();
            assertThat(installation.api().device("it-original").duplicateKey()).isEmpty();
            copy.agent().process().terminate();
            copy.agent().start();
            copy.awaitLog("does not accept this device's key");
        }
    }
}
