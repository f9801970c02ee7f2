package no.itagenten.fleet.fleetd.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import no.itagenten.fleet.fleetd.testing.Api;
import no.itagenten.fleet.fleetd.testing.Reply;
import no.itagenten.fleet.fleetd.testing.RunningFleetd;
import no.itagenten.fleet.fleetd.testing.TestDevice;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /api/devices} and what hangs on one device, but for its commands and logs. */
class DeviceRoutesTest {

    @TempDir
    static Path data;

    private static RunningFleetd fleetd;
    private static Api api;

    @BeforeAll
    static void start() {
        fleetd = RunningFleetd.startOpen(data);
        api = fleetd.api();
        known("plain");
        known("zoe");
        known("config");
    }

    @AfterAll
    static void stop() {
        fleetd.close();
    }

    /** A device that connected once. */
    private static void known(String id) {
        try (TestDevice device = TestDevice.connect(fleetd, id)) {
            device.heartbeat();
        }
        await().until(() -> status(id).equals("offline"));
    }

    private static String status(String id) {
        return api.get("/api/devices/" + id).text("status");
    }

    @Test
    void aDeviceHasExactlyTheDocumentedFields() {
        Reply reply = api.get("/api/devices/plain");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).startsWith("application/json");
        assertThat(reply.object().keySet())
                .containsExactlyInAnyOrder(
                        "id",
                        "name",
                        "venue",
                        "tags",
                        "ip_address",
                        "last_seen",
                        "status",
                        "version",
                        "config",
                        "config_rejected",
                        "cpu_percent",
                        "memory_percent",
                        "disk_percent",
                        "temperature_celsius",
                        "load_1m",
                        "uptime",
                        "created_at",
                        "agent_version",
                        "hostname",
                        "model",
                        "os",
                        "kernel",
                        "arch",
                        "disks",
                        "addresses",
                        "services",
                        "enrolled",
                        "queued_commands",
                        "blocked_commits",
                        "busy",
                        "lock",
                        "window",
                        "time_zone",
                        "policy_in_force",
                        "duplicate_key");
    }

    @Test
    void aDeviceNobodyNamedIsCalledByItsId() {
        JsonObject device = api.get("/api/devices/plain").object();

        assertThat(device.get("name").getAsString()).isEqualTo("plain");
        assertThat(device.get("venue").isJsonNull()).isTrue();
        assertThat(device.get("cpu_percent").isJsonNull()).isTrue();
        assertThat(device.get("ip_address").getAsString()).isEqualTo("127.0.0.1");
        assertThat(device.get("last_seen").getAsString()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(device.get("enrolled").getAsBoolean()).isFalse();
        assertThat(device.get("queued_commands").getAsInt()).isZero();
    }

    @Test
    void theStatusHoldsPresenceAndMetrics() {
        Reply reply = api.get("/api/devices/plain/status");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.object().keySet())
                .containsExactlyInAnyOrder(
                        "id",
                        "name",
                        "status",
                        "last_seen",
                        "version",
                        "cpu_percent",
                        "memory_percent",
                        "disk_percent",
                        "temperature_celsius",
                        "load_1m",
                        "uptime");
    }

    @Test
    void devicesAreListedByName() {
        api.patch("/api/devices/zoe", "{\"name\":\"Aaltar\"}");

        Reply reply = api.get("/api/devices");

        assertThat(reply.array().get(0).getAsJsonObject().get("id").getAsString())
                .isEqualTo("zoe");
    }

    @Test
    void aPatchChangesWhatItNamesAndLeavesTheRest() {
        known("patched");
        api.patch("/api/devices/patched", "{\"name\":\"Main camera\",\"venue\":\"Oslo\",\"tags\":[\"b\",\"a\",\"b\"]}");

        Reply reply = api.patch("/api/devices/patched", "{\"venue\":\"\"}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text("name")).isEqualTo("Main camera");
        assertThat(reply.object().get("venue").isJsonNull()).isTrue();
        assertThat(reply.object().get("tags")).hasToString("[\"a\",\"b\"]");
        assertThat(api.get("/api/devices/patched").body()).isEqualTo(reply.body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"\"}",
                "{\"name\":\"   \"}",
                "{\"name\":\"bell\\u0007\"}",
                "{\"name\":\"two\\nlines\"}",
                "{\"venue\":\"turned\\u202eround\"}",
                "{\"venue\":\"line\\u2028separator\"}",
                "{\"tags\":[\"\"]}",
                "{\"tags\":[\"a\\u0000\"]}",
                "{\"tags\":[null]}",
                "{\"tags\":\"a\"}",
                "{\"tags\":{}}",
                "{\"name\":5}",
                "{\"name\":[\"a\"]}",
                "[]",
                "null",
                "\"name\"",
                "{\"name\":\"a\",\"name\":\"b\"}",
                "{\"name\":\"a\"} {}",
                "{'name':'a'}",
                "{name:\"a\"}",
                "{\"name\":\"a\",}",
                "{\"name\"",
                "nonsense"
            })
    void aPatchThatDoesNotFitIsRefused(String body) {
        Reply reply = api.patch("/api/devices/plain", body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.object().keySet()).containsExactlyInAnyOrder("error", "code");
        assertThat(reply.code()).isIn("bad_request", "malformed_json");
        assertThat(api.get("/api/devices/plain").text("name")).isEqualTo("plain");
    }

    @Test
    void labelsHaveBounds() {
        String tooLong = "x".repeat(101);
        String tooMany = "\"t"
                + String.join(
                        "\",\"t",
                        IntStream.range(0, 33).mapToObj(Integer::toString).toList())
                + "\"";

        assertThat(api.patch("/api/devices/plain", "{\"name\":\"" + tooLong + "\"}")
                        .status())
                .isEqualTo(400);
        assertThat(api.patch("/api/devices/plain", "{\"venue\":\"" + tooLong + "\"}")
                        .status())
                .isEqualTo(400);
        assertThat(api.patch("/api/devices/plain", "{\"tags\":[\"" + tooLong + "\"]}")
                        .status())
                .isEqualTo(400);
        assertThat(api.patch("/api/devices/plain", "{\"tags\":[" + tooMany + "]}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aRemovedDeviceIsGoneWithItsLogsAndCommandsAndItsConnection() {
        TestDevice device = TestDevice.connect(fleetd, "doomed");
        device.log("info", "hello");
        await().until(() -> api.get("/api/devices/doomed/logs").array().size() == 1);
        String command = api.post("/api/devices/doomed/restart").text("commandId");

        Reply reply = api.delete("/api/devices/doomed");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.object()).hasToString("{\"id\":\"doomed\"}");
        assertThat(device.awaitClosed()).contains(4003);
        assertThat(api.get("/api/devices/doomed").code()).isEqualTo("device_not_found");
        assertThat(api.get("/api/devices/doomed/logs").code()).isEqualTo("device_not_found");
        assertThat(api.get("/api/commands/" + command).code()).isEqualTo("command_not_found");
    }

    @Test
    void configurationBeginsEmptyAndInSync() {
        Reply reply = api.get("/api/devices/plain/config");

        assertThat(reply.object())
                .hasToString("{\"revision\":0,\"desired\":{},\"reported\":{},\"in_sync\":true,\"rejected\":{},"
                        + "\"reported_at\":null,\"reported_revision\":null}");
    }

    @Test
    void configurationIsMergedKeyByKey() {
        known("merged");
        Reply first = api.put("/api/devices/merged/config", "{\"heartbeat_interval\":60,\"log_level\":\"WARN\"}");
        Reply second =
                api.put("/api/devices/merged/config", "{\"heartbeat_interval\":null,\"log_batch_seconds\":\"5\"}");

        assertThat(first.object().get("revision").getAsInt()).isEqualTo(1);
        assertThat(first.object().get("in_sync").getAsBoolean()).isFalse();
        assertThat(first.object().getAsJsonObject("desired"))
                .isEqualTo(com.google.gson.JsonParser.parseString(
                        "{\"heartbeat_interval\":\"60\",\"log_level\":\"warn\"}"));
        assertThat(second.object().get("revision").getAsInt()).isEqualTo(2);
        assertThat(second.object().getAsJsonObject("desired"))
                .isEqualTo(
                        com.google.gson.JsonParser.parseString("{\"log_batch_seconds\":\"5\",\"log_level\":\"warn\"}"));
        assertThat(api.get("/api/devices/merged/config").body()).isEqualTo(second.body());
    }

    @Test
    void aChangeThatChangesNothingIsNoNewRevision() {
        api.put("/api/devices/config/config", "{\"log_level\":\"error\"}");
        int before =
                api.get("/api/devices/config/config").object().get("revision").getAsInt();

        Reply reply = api.put("/api/devices/config/config", "{\"log_level\":\"error\"}");

        assertThat(reply.object().get("revision").getAsInt()).isEqualTo(before);
    }

    @Test
    void anUnknownKeyIsNamed() {
        Reply reply = api.put("/api/devices/plain/config", "{\"log_level\":\"warn\",\"git_remote\":\"evil\"}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("error")).contains("git_remote");
        assertThat(api.get("/api/devices/plain/config").object().get("revision").getAsInt())
                .as("nothing of a refused change stays")
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"heartbeat_interval\":4}",
                "{\"heartbeat_interval\":3601}",
                "{\"heartbeat_interval\":\"often\"}",
                "{\"heartbeat_interval\":1e400}",
                "{\"heartbeat_interval\":true}",
                "{\"heartbeat_interval\":[30]}",
                "{\"heartbeat_interval\":{}}",
            })
    void aValueThatDoesNotFitIsNamed(String body) {
        Reply reply = api.put("/api/devices/plain/config", body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("error")).contains("heartbeat_interval");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "-x", "a b", "..", "%2e%2e", "x%00y", "%C3%A6"})
    void anUnknownOrImpossibleDeviceIsNotFound(String id) {
        String escaped = id.replace(" ", "%20");

        for (Reply reply : List.of(
                api.get("/api/devices/" + escaped + "/status"),
                api.delete("/api/devices/" + escaped + "/credential"),
                api.get("/api/devices/" + escaped + "/config"),
                api.put("/api/devices/" + escaped + "/config", "{}"),
                api.get("/api/devices/" + escaped + "/logs"),
                api.get("/api/devices/" + escaped + "/logs?follow=1"),
                api.post("/api/devices/" + escaped + "/restart"),
                api.post("/api/devices/" + escaped + "/update"),
                api.post("/api/devices/" + escaped + "/reboot"),
                api.get("/api/devices/" + escaped + "/commands"))) {
            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.code()).isEqualTo("device_not_found");
        }
    }
}
