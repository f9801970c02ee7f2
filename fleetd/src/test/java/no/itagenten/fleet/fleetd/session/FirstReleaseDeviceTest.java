package no.itagenten.fleet.fleetd.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import no.itagenten.fleet.fleetd.testing.Api;
import no.itagenten.fleet.fleetd.testing.RunningFleetd;
import no.itagenten.fleet.fleetd.testing.TestDevice;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Devices of the first release, which know heartbeat, status, restart and update, and have no credential. */
class FirstReleaseDeviceTest {

    @TempDir
    static Path data;

    private static RunningFleetd fleetd;
    private static Api api;

    @BeforeAll
    static void start() {
        fleetd = RunningFleetd.startOpen(data);
        api = fleetd.api();
    }

    @AfterAll
    static void stop() {
        fleetd.close();
    }

    private static void awaitOffline(String id) {
        await().until(() -> api.get("/api/devices/" + id).text("status").equals("offline"));
    }

    @Test
    void itRegistersItselfAndShowsItsMetrics() {
        try (TestDevice device = TestDevice.connect(fleetd, "r58-1")) {
            device.heartbeat();
            device.send(device.message(
                    "status",
                    ",\"version\":\"1.4.2\",\"ip_address\":\"192.168.1.9\",\"system\":{\"cpu_percent\":12.5,"
                            + "\"memory_percent\":40,\"disk_percent\":55.5,\"temperature_celsius\":61,\"load_1m\":0.7,\"uptime\":3600},"
                            + "\"services\":[{\"name\":\"video\",\"state\":\"active\"}]"));

            JsonObject shown = await().until(
                            () -> api.get("/api/devices/r58-1").object(),
                            told -> !told.get("cpu_percent").isJsonNull());

            assertThat(shown.get("status").getAsString()).isEqualTo("online");
            assertThat(shown.get("version").getAsString()).isEqualTo("1.4.2");
            assertThat(shown.get("ip_address").getAsString()).isEqualTo("192.168.1.9");
            assertThat(shown.get("temperature_celsius").getAsDouble()).isEqualTo(61);
            assertThat(shown.get("uptime").getAsLong()).isEqualTo(3600);
            assertThat(shown.get("services")).hasToString("[{\"name\":\"video\",\"state\":\"active\"}]");
        }
        awaitOffline("r58-1");
        assertThat(api.get("/api/devices/r58-1/status")
                        .object()
                        .get("cpu_percent")
                        .getAsDouble())
                .as("the last known metrics stay")
                .isEqualTo(12.5);
    }

    @Test
    void whatASensorCannotHaveMeasuredIsLeftOut() {
        try (TestDevice device = TestDevice.connect(fleetd, "broken-sensor")) {
            device.send(
                    device.message(
                            "status",
                            ",\"version\":\"1\",\"system\":{\"cpu_percent\":-1,\"memory_percent\":101,\"temperature_celsius\":5000,\"uptime\":-5}"));

            JsonObject shown = await().until(
                            () -> api.get("/api/devices/broken-sensor").object(),
                            told -> !told.get("version").isJsonNull());

            assertThat(shown.get("cpu_percent").isJsonNull()).isTrue();
            assertThat(shown.get("memory_percent").isJsonNull()).isTrue();
            assertThat(shown.get("temperature_celsius").isJsonNull()).isTrue();
            assertThat(shown.get("uptime").isJsonNull()).isTrue();
        }
    }

    @Test
    void anUpdateNamesTheBranchMainWhenNoneIsAskedFor() {
        try (TestDevice device = TestDevice.connect(fleetd, "updated").heartbeat()) {
            String id = api.post("/api/devices/updated/update").text("commandId");

            assertThat(device.awaitMessage("update"))
                    .hasToString("{\"type\":\"update\",\"commandId\":\"" + id + "\",\"branch\":\"main\"}");
        }
    }

    @Test
    void aRestartSaysNoMoreThanItMust() {
        try (TestDevice device = TestDevice.connect(fleetd, "restarted").heartbeat()) {
            String id = api.post("/api/devices/restarted/restart").text("commandId");

            assertThat(device.awaitMessage("restart"))
                    .hasToString("{\"type\":\"restart\",\"commandId\":\"" + id + "\"}");
        }
    }

    @Test
    void aDeviceThatSaysNothingIsTakenForOneAfterThreeSeconds() {
        TestDevice.connect(fleetd, "mute").close();
        awaitOffline("mute");
        api.post("/api/devices/mute/restart");

        try (TestDevice device = TestDevice.connect(fleetd, "mute")) {
            assertThat(device.awaitMessage("restart").get("commandId")).isNotNull();
        }
    }

    @Test
    void aDeviceThatOnlySendsLogsIsTakenForOne() {
        TestDevice.connect(fleetd, "talker").close();
        awaitOffline("talker");
        api.post("/api/devices/talker/restart");

        try (TestDevice device = TestDevice.connect(fleetd, "talker")) {
            for (int i = 0; i < 10; i++) {
                device.log("info", "line " + i);
            }

            device.awaitMessage("restart");
        }
    }

    @Test
    void whatWaitedIsDeliveredInOrderAndOnlyOnce() {
        TestDevice.connect(fleetd, "waiting").close();
        awaitOffline("waiting");
        String first = api.post("/api/devices/waiting/restart").text("commandId");
        String second = api.post("/api/devices/waiting/update").text("commandId");

        try (TestDevice device = TestDevice.connect(fleetd, "waiting").heartbeat()) {
            device.awaitMessage("update");
            assertThat(device.received())
                    .extracting(message -> message.get("commandId").getAsString())
                    .containsExactly(first, second);
        }
        awaitOffline("waiting");
        try (TestDevice device = TestDevice.connect(fleetd, "waiting").heartbeat()) {
            String third = api.post("/api/devices/waiting/restart").text("commandId");

            device.awaitMessage("restart");

            assertThat(device.received())
                    .as("a device that cannot tell a repetition gets each command once")
                    .extracting(message -> message.get("commandId").getAsString())
                    .containsExactly(third);
        }
        assertThat(api.get("/api/commands/" + first).text("state")).isEqualTo("delivered");
    }

    @Test
    void itGetsNothingButWhatItKnows() {
        try (TestDevice device = TestDevice.connect(fleetd, "simple").heartbeat()) {
            String canceled = api.post("/api/devices/simple/restart").text("commandId");
            device.awaitMessage("restart");
            api.post("/api/commands/" + canceled + "/cancel");
            api.put("/api/devices/simple/config", "{\"log_level\":\"debug\"}");
            String reboot = api.post("/api/devices/simple/reboot").text("commandId");
            api.post("/api/devices/simple/update");
            device.awaitMessage("update");

            assertThat(device.received())
                    .extracting(message -> message.get("type").getAsString())
                    .containsExactly("restart", "update");
            await().until(() -> api.get("/api/commands/" + reboot).text("state").equals("rejected"));
            assertThat(api.get("/api/commands/" + reboot)
                            .object()
                            .getAsJsonObject("result")
                            .get("message")
                            .getAsString())
                    .contains("first release");
        }
    }
}
