package no.itagenten.fleet.fleetd.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Base64;
import no.itagenten.fleet.fleetd.testing.AdjustableClock;
import no.itagenten.fleet.fleetd.testing.DeviceIdentity;
import no.itagenten.fleet.fleetd.testing.LocalEnrollment;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.DeviceAuthentication;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.MessageCodec;
import no.itagenten.fleet.protocol.NewKey;
import no.itagenten.fleet.protocol.ProtocolException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys in memory are those that were committed, also when a change comes too late for its row. */
class ChangedMeanwhileTest {

    private static final DeviceId BOX = new DeviceId("box");
    private static final CommandId COMMAND = new CommandId("cmd-1");

    @TempDir
    Path data;

    private final DeviceIdentity next = DeviceIdentity.ed25519("box");
    private LocalEnrollment local;
    private Enrollment enrollment;
    private DeviceAuthenticator authenticator;
    private DeviceIdentity before;

    @BeforeEach
    void start() {
        local = new LocalEnrollment(data);
        before = local.enroll("box", "auto");
        enrollment = local.enrollment();
        authenticator = new DeviceAuthenticator("here", enrollment, new AdjustableClock()::nanoTime);
    }

    @AfterEach
    void stop() {
        local.close();
    }

    private boolean offered() throws ProtocolException {
        NewKey offer = (NewKey) MessageCodec.decodeDeviceMessage(next.newKey("here", COMMAND));
        byte[] payload = DeviceAuthentication.rotatePayload("here", BOX, COMMAND);
        return enrollment
                .offer(BOX, offer.publicKey(), payload, offer.signature())
                .join();
    }

    private boolean accepts(DeviceIdentity identity) {
        return authenticator
                .accepts(BOX, identity.answer(authenticator.challenge(BOX)))
                .isPresent();
    }

    private String known() {
        return enrollment
                .keyOf(BOX)
                .map(key -> Base64.getEncoder().encodeToString(key.encoded()))
                .orElse("none");
    }

    @Test
    void aKeyThatIsOfferedAndUsedIsTheDevicesOwn() throws ProtocolException {
        boolean stored = offered();

        boolean accepted = accepts(next);

        assertThat(stored).isTrue();
        assertThat(accepted).isTrue();
        assertThat(accepts(before)).isFalse();
        assertThat(known()).isEqualTo(Base64.getEncoder().encodeToString(next.publicKey()));
    }

    @Test
    void aKeyWhoseRowWasResetIsNotUsed() throws ProtocolException {
        offered();
        local.another().reset(BOX);

        boolean accepted = accepts(next);

        assertThat(accepted).isFalse();
        assertThat(known()).isNotEqualTo(Base64.getEncoder().encodeToString(next.publicKey()));
    }

    @Test
    void aKeyThatNoRowTookIsNotKept() throws ProtocolException {
        local.another().reset(BOX);

        boolean stored = offered();

        assertThat(stored).isFalse();
        assertThat(enrollment.nextKeyOf(BOX)).isEmpty();
    }
}
