package no.itagenten.fleet.fleetd.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import no.itagenten.fleet.fleetd.testing.DeviceIdentity;
import no.itagenten.fleet.fleetd.testing.RunningFleetd;
import no.itagenten.fleet.fleetd.testing.TestDevice;
import no.itagenten.fleet.protocol.CommandId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A device's key changes without a moment in which none is good, and nobody else can change it. */
class KeyRotationTest {

    @TempDir
    Path data;

    private final DeviceIdentity before = DeviceIdentity.ed25519("box");
    private final DeviceIdentity after = DeviceIdentity.ed25519("box");
    private RunningFleetd fleetd;

    @BeforeEach
    void start() {
        fleetd = RunningFleetd.start(data);
        fleetd.enroll(before);
    }

    @AfterEach
    void stop() {
        fleetd.close();
    }

    private CommandId asked(String device) {
        return new CommandId(
                fleetd.api().post("/api/devices/" + device + "/rotate-key").text("commandId"));
    }

    private JsonObject offer(TestDevice device, DeviceIdentity key, CommandId command) {
        device.send(key.newKey(TestDevice.challenge(fleetd, "box").server(), command));
        return device.awaitMessage("key_ack");
    }

    private boolean accepts(DeviceIdentity key) {
        try (TestDevice device = TestDevice.connect(fleetd, key)) {
            return device.isOpen();
        } catch (java.util.concurrent.CompletionException e) {
            return false;
        }
    }

    private JsonObject rotated() {
        try (TestDevice device = TestDevice.agent(fleetd, before)) {
            CommandId command = asked("box");
            device.awaitMessage("rotate_key");
            return offer(device, after, command);
        }
    }

    @Test
    void bothKeysAreGoodUntilTheNewOneIsUsedAndThenOnlyThat() {
        JsonObject ack = rotated();

        assertThat(ack.has("problem")).isFalse();
        assertThat(accepts(before))
                .as("the device may have been killed before it changed")
                .isTrue();
        assertThat(accepts(after)).isTrue();
        assertThat(accepts(before)).isFalse();
        assertThat(accepts(after)).isTrue();
    }

    @Test
    void aRestartOfTheServerChangesNothingOfIt() {
        rotated();
        fleetd.close();
        fleetd = RunningFleetd.start(data);
        assertThat(accepts(before)).isTrue();
        assertThat(accepts(after)).isTrue();
        fleetd.close();

        fleetd = RunningFleetd.start(data);

        assertThat(accepts(before)).isFalse();
        assertThat(accepts(after)).isTrue();
    }

    @Test
    void aKeyThatNobodyAskedForIsRefused() {
        fleetd.enroll(DeviceIdentity.ed25519("other"));
        CommandId ofAnother = asked("other");
        for (CommandId command : new CommandId[] {new CommandId("cmd-made-up"), ofAnother}) {
            try (TestDevice device = TestDevice.agent(fleetd, before)) {
                assertThat(offer(device, after, command).get("problem").getAsString())
                        .contains("nobody asked");
            }
        }
        assertThat(accepts(after)).isFalse();
    }

    @Test
    void aKeyThatTheDeviceCannotProveToHoldIsRefused() {
        try (TestDevice device = TestDevice.agent(fleetd, before)) {
            CommandId command = asked("box");
            device.awaitMessage("rotate_key");

            device.send(after.newKey("another-server", command));

            assertThat(device.awaitMessage("key_ack").get("problem").getAsString())
                    .contains("signature");
        }
        assertThat(accepts(after)).isFalse();
    }

    @Test
    void aResetEndsTheNewKeyToo() {
        rotated();

        fleetd.api().delete("/api/devices/box/credential");

        assertThat(accepts(before)).isFalse();
        assertThat(accepts(after)).isFalse();
    }
}
