package no.itagenten.fleet.fleetd.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import no.itagenten.fleet.fleetd.testing.Api;
import no.itagenten.fleet.fleetd.testing.DeviceIdentity;
import no.itagenten.fleet.fleetd.testing.Reply;
import no.itagenten.fleet.fleetd.testing.RunningFleetd;
import no.itagenten.fleet.fleetd.testing.TestDevice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** New hardware that takes a device's place. */
class ReplaceTest {

    private static final String REPLACE = "/api/devices/broken/replace";
    private static final String BY_SPARE = "{\"by\":\"spare\"}";

    @TempDir
    Path data;

    private final DeviceIdentity broken = DeviceIdentity.ed25519("broken");
    private final DeviceIdentity spare = DeviceIdentity.ed25519("spare");
    private RunningFleetd fleetd;
    private Api api;

    @BeforeEach
    void aPlaceAndASpare() {
        fleetd = RunningFleetd.startOpen(data);
        api = fleetd.api();
        fleetd.enroll(broken);
        fleetd.enroll(spare);
        api.patch(
                "/api/devices/broken",
                "{\"name\":\"Nave\",\"venue\":\"Domkirken\",\"tags\":[\"church\"],\"time_zone\":\"Europe/Oslo\"}");
        api.put("/api/devices/broken/config", "{\"log_level\":\"debug\"}");
        api.put("/api/devices/broken/windows", "{\"windows\":[\"daily 02:00-04:00\"]}");
    }

    @AfterEach
    void stop() {
        fleetd.close();
    }

    private static void requireTakenOver(Api api) {
        JsonObject device = api.get("/api/devices/spare").object();
        assertThat(device.get("name").getAsString()).isEqualTo("Nave");
        assertThat(device.get("venue").getAsString()).isEqualTo("Domkirken");
        assertThat(device.get("tags")).hasToString("[\"church\"]");
        assertThat(device.get("time_zone").getAsString()).isEqualTo("Europe/Oslo");
        assertThat(device.get("window").toString()).contains("daily 02:00-04:00");
        assertThat(api.get("/api/devices/spare/config").object().get("desired"))
                .hasToString("{\"log_level\":\"debug\"}");
        assertThat(api.get("/api/devices/broken").status()).isEqualTo(404);
    }

    @Test
    void whatPeopleDecidedMovesAndLasts() {
        Reply reply = api.post(REPLACE, BY_SPARE);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text("id")).isEqualTo("spare");
        requireTakenOver(api);
        fleetd.close();
        fleetd = RunningFleetd.startOpen(data);
        requireTakenOver(fleetd.api());
    }

    @Test
    void theHistoryMovesAndWhatWasUnderWayEnds() {
        String command;
        try (TestDevice device = TestDevice.agent(fleetd, broken)) {
            device.log("warn", "last words");
            command = api.post("/api/devices/broken/restart").text("commandId");
            device.awaitMessage("restart");
            await().until(() -> !api.get("/api/devices/broken/logs").array().isEmpty());
        }
        String queued = api.post("/api/devices/broken/reboot").text("commandId");

        api.post(REPLACE, BY_SPARE);

        assertThat(api.get("/api/devices/spare/logs").body()).contains("last words");
        assertThat(api.get("/api/commands/" + command).text("state")).isEqualTo("timed_out");
        assertThat(api.get("/api/commands/" + queued).text("state")).isIn("canceled", "timed_out");
        assertThat(api.get("/api/commands/" + queued).text("device_id")).isEqualTo("spare");
        assertThat(api.get("/api/devices/spare").object().get("queued_commands").getAsInt())
                .isZero();
    }

    @Test
    void theNewHardwareIsToldAtOnceWhatItIsConfiguredTo() {
        try (TestDevice device = TestDevice.agent(fleetd, spare)) {
            api.post(REPLACE, BY_SPARE);

            JsonObject config = device.awaitMessages("config", 2);

            assertThat(config.get("values")).hasToString("{\"log_level\":\"debug\"}");
            assertThat(device.awaitMessages("policy", 2).toString()).contains("daily 02:00-04:00");
        }
    }

    @Test
    void theOldHardwareIsCutOffAndItsKeyIsWorthNothing() {
        try (TestDevice old = TestDevice.agent(fleetd, broken)) {
            api.post(REPLACE, BY_SPARE);

            assertThat(old.awaitClosed()).contains(4003);
        }
        assertThat(TestDevice.refusal(
                                fleetd,
                                "broken",
                                "Authorization",
                                broken.answer(TestDevice.challenge(fleetd, "broken"))
                                        .toHeader())
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void theOldHardwareGetsInByANewTokenOnly() {
        String kept = api.post("/api/enrollment-tokens", "{\"unlimited\":true}").text("token");
        api.post(REPLACE, BY_SPARE);

        Reply byTheOldOne = api.anonymous().post("/api/enroll", broken.enrollRequest(kept));
        fleetd.close();
        fleetd = RunningFleetd.startOpen(data);
        api = fleetd.api();
        Reply afterARestart =
                api.anonymous().post("/api/enroll", broken.under("other").enrollRequest(kept));

        assertThat(byTheOldOne.status()).isEqualTo(403);
        assertThat(byTheOldOne.text("error")).contains("was sent away", "fleetctl enroll create");
        assertThat(afterARestart.status()).isEqualTo(403);
        assertThat(api.get("/api/audit?action=device.enroll&result=refused").body())
                .contains("\"device\":\"broken\"", "was sent away");
        assertThat(fleetd.enroll(broken).status()).isEqualTo(201);
    }

    @Test
    void aRemovedDeviceAndOneWithoutItsCredentialGetInByANewTokenOnly() {
        String kept = api.post("/api/enrollment-tokens", "{\"unlimited\":true}").text("token");
        api.delete("/api/devices/broken");
        api.delete("/api/devices/spare/credential");

        assertThat(api.anonymous()
                        .post("/api/enroll", broken.enrollRequest(kept))
                        .status())
                .isEqualTo(403);
        assertThat(api.anonymous()
                        .post("/api/enroll", spare.enrollRequest(kept))
                        .status())
                .isEqualTo(403);
        assertThat(fleetd.enroll(broken).status()).isEqualTo(201);
        assertThat(fleetd.enroll(spare).status()).isEqualTo(201);
    }

    @Test
    void aNameThatAnotherDeviceHasIsTaken() {
        for (String name : new String[] {"Nave", "nAVE", "broken", "BROKEN"}) {
            Reply reply = api.patch("/api/devices/spare", "{\"name\":\"" + name + "\"}");
            assertThat(reply.status()).as(name).isEqualTo(409);
            assertThat(reply.text("error")).contains("taken by the device 'broken'");
        }
        assertThat(fleetd.enroll(DeviceIdentity.ed25519("nave")).status()).isEqualTo(409);
        assertThat(api.patch("/api/devices/broken", "{\"name\":\"NAVE\"}").status())
                .isEqualTo(200);
    }

    @Test
    void hardwareThatHasAPlaceOrNoCredentialTakesNone() {
        TestDevice.connect(fleetd, "stranger").heartbeat().close();
        api.patch("/api/devices/spare", "{\"name\":\"Choir\"}");

        for (String by : new String[] {"spare", "stranger", "broken"}) {
            Reply reply = api.post(REPLACE, "{\"by\":\"" + by + "\"}");
            assertThat(reply.status()).as(by).isEqualTo(409);
        }
        assertThat(api.post(REPLACE, "{\"by\":\"nobody\"}").status()).isEqualTo(404);
        assertThat(api.get("/api/devices/broken").text("name")).isEqualTo("Nave");
    }
}
