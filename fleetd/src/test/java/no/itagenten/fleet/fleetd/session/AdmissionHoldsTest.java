package no.itagenten.fleet.fleetd.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import no.itagenten.fleet.fleetd.enrollment.DeviceKey;
import no.itagenten.fleet.fleetd.testing.DeviceIdentity;
import no.itagenten.fleet.fleetd.testing.LocalEnrollment;
import no.itagenten.fleet.protocol.DeviceId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What changes between a device's proof and its upgrade counts. */
class AdmissionHoldsTest {

    private static final DeviceId BOX = new DeviceId("box");

    @TempDir
    Path data;

    private LocalEnrollment local;
    private Admission admission;

    @BeforeEach
    void start() {
        local = new LocalEnrollment(data);
        admission = by(local.enroll("box", "auto"));
    }

    @AfterEach
    void stop() {
        local.close();
    }

    private static Admission by(DeviceIdentity proved) {
        return new Admission(BOX, Optional.of(DeviceKey.of(proved.publicKey())), "203.0.113.7");
    }

    private boolean holds() {
        return admission.holds(local.enrollment(), local.devices());
    }

    @Test
    void whatHasNotChangedHolds() {
        assertThat(holds()).isTrue();
    }

    @Test
    void aCredentialThatWasTakenAwayHoldsNoLonger() {
        local.enrollment().reset(BOX);

        assertThat(holds()).isFalse();
    }

    @Test
    void anotherCredentialUnderTheSameIdIsNotTheOneThatWasProved() {
        local.enrollment().reset(BOX);
        local.enroll("box", "auto");

        assertThat(holds()).isFalse();
    }

    @Test
    void aDeviceThatWaitsForApprovalIsNotLetIn() {
        local.enrollment().reset(BOX);
        admission = by(local.enroll("box", "manual"));

        assertThat(holds()).isFalse();
    }

    @Test
    void aDeviceThatWasRemovedIsNotLetIn() {
        local.devices().remove(BOX);

        assertThat(holds()).isFalse();
    }

    @Test
    void whoNeededNoProofNeedsOneAsSoonAsTheDeviceHasACredential() {
        admission = new Admission(BOX, Optional.empty(), "203.0.113.7");
        boolean withACredential = holds();
        local.enrollment().reset(BOX);

        assertThat(withACredential).isFalse();
        assertThat(holds()).isTrue();
    }
}
