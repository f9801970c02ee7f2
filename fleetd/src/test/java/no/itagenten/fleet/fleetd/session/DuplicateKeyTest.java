package no.itagenten.fleet.fleetd.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import no.itagenten.fleet.fleetd.testing.DeviceIdentity;
import no.itagenten.fleet.fleetd.testing.EventReader;
import no.itagenten.fleet.fleetd.testing.RunningFleetd;
import no.itagenten.fleet.fleetd.testing.TestDevice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One key on two machines: noticed, shown with both, and gone when it is dealt with. */
class DuplicateKeyTest {

    @TempDir
    Path data;

    private final DeviceIdentity key = DeviceIdentity.ed25519("box");
    private RunningFleetd fleetd;

    @BeforeEach
    void start() {
        fleetd = RunningFleetd.start(data);
        fleetd.enroll(key);
    }

    @AfterEach
    void stop() {
        fleetd.close();
    }

    private TestDevice connect(String hostname, String bootId, String machineId, String hardwareId) {
        return TestDevice.connect(fleetd, key).helloFrom(hostname, bootId, machineId, hardwareId);
    }

    private JsonElement alert() {
        return fleetd.api().get("/api/devices/box").object().get("duplicate_key");
    }

    private void awaitOffline() {
        await().until(() -> fleetd.api().get("/api/devices/box").text("status").equals("offline"));
    }

    private JsonObject awaitAlert() {
        return await().until(this::alert, JsonElement::isJsonObject).getAsJsonObject();
    }

    /** What comes after hello on the same connection is dealt with after it. */
    private void settled(TestDevice device) {
        device.send("{\"type\":\"none\"}");
        device.awaitMessage("error");
    }

    private void raise() {
        connect("nave", "boot-1", "m", "hw-1");
        connect("copy", "boot-2", "m", "hw-2");
        awaitAlert();
    }

    @Test
    void aCopiedDiskThatTakesTheOthersPlaceIsNoticedAtOnce() {
        try (EventReader events = fleetd.api().events("/api/events")) {
            connect("nave", "boot-1", "m", "hw-1");

            connect("copy", "boot-2", "m", "hw-2");

            JsonObject alert = awaitAlert();
            assertThat(alert.get("machines").toString())
                    .contains("\"hostname\":\"copy\"", "\"hostname\":\"nave\"", "\"address\":\"127.0.0.1\"");
            events.awaitEvent(
                    "device", event -> event.json().get("duplicate_key").isJsonObject());
        }
    }

    @Test
    void twoMachinesThatTakeTurnsAreNoticedByABootThatComesBack() {
        connect("nave", "boot-1", "m", "hw").close();
        awaitOffline();
        connect("copy", "boot-2", "m", "hw").close();
        awaitOffline();
        assertThat(alert().isJsonNull()).isTrue();

        connect("nave", "boot-1", "m", "hw");

        assertThat(awaitAlert().get("machines").getAsJsonArray()).hasSize(2);
    }

    @Test
    void aRebootAReconnectAndADiskInNewHardwareAreNoCopies() {
        settled(connect("nave", "boot-1", "m", "hw-1"));
        settled(connect("nave", "boot-1", "m", "hw-1")); // takes the place of a connection that died unnoticed
        TestDevice rebooted = connect("nave", "boot-2", "m", "hw-1");
        settled(rebooted);
        rebooted.close();
        awaitOffline();

        settled(connect("nave", "boot-3", "m", "hw-2"));

        assertThat(alert().isJsonNull()).isTrue();
    }

    @Test
    void anAgentThatTellsNoIdsIsNoCopy() {
        TestDevice.agent(fleetd, key);

        settled(TestDevice.agent(fleetd, key));

        assertThat(alert().isJsonNull()).isTrue();
    }

    @Test
    void itIsKnownAfterARestartOfTheServer() {
        raise();
        fleetd.close();

        fleetd = RunningFleetd.start(data);

        assertThat(alert().isJsonObject()).isTrue();
    }

    @Test
    void resettingTheCredentialEndsIt() {
        raise();

        fleetd.api().delete("/api/devices/box/credential");

        assertThat(alert().isJsonNull()).isTrue();
    }
}
