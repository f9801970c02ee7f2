package no.itagenten.fleet.fleetd.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import no.itagenten.fleet.fleetd.testing.Api;
import no.itagenten.fleet.fleetd.testing.DeviceIdentity;
import no.itagenten.fleet.fleetd.testing.RunningFleetd;
import no.itagenten.fleet.fleetd.testing.TestDevice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in the audit log after what people and devices did, and what does not. */
class AuditTest {

    @TempDir
    Path data;

    private RunningFleetd fleetd;
    private Api api;

    @BeforeEach
    void start() {
        fleetd = RunningFleetd.start(
                RunningFleetd.options(data, Optional.<URI>empty(), List.of(Cidr.parse("127.0.0.0/8"))));
        api = fleetd.api();
    }

    @AfterEach
    void stop() {
        fleetd.close();
    }

    /** Newest first. */
    private List<JsonObject> entries(String query) {
        return StreamSupport.stream(
                        api.get("/api/audit?limit=1000&" + query).array().spliterator(), false)
                .map(element -> element.getAsJsonObject())
                .toList();
    }

    private JsonObject last(String action) {
        return await().until(() -> entries("action=" + action), found -> !found.isEmpty())
                .get(0);
    }

    private static String text(JsonObject entry, String field) {
        return entry.get(field).isJsonNull() ? "" : entry.get(field).getAsString();
    }

    private static String parameter(JsonObject entry, String name) {
        return entry.getAsJsonObject("parameters").has(name)
                ? entry.getAsJsonObject("parameters").get(name).getAsString()
                : "";
    }

    @Test
    void aRefreshTokenThatCameTwiceStandsThereHoweverManyAreRefused() {
        fleetd.addUser("kari", "correct horse", "\"role\":\"viewer\"");
        String token = fleetd.logIn("kari", "correct horse").text("refresh_token");
        fleetd.refresh(token);
        String[] fromOneCustomer = {"X-Forwarded-For", ""};
        for (int i = 0; i < 15; i++) {
            fromOneCustomer[1] = "2001:db8:1:2::" + i;
            fleetd.refresh("r58l_" + i, fromOneCustomer);
        }

        int status = fleetd.refresh(token, fromOneCustomer).status();

        List<JsonObject> refused = entries("action=login.refresh");
        JsonObject reuse = refused.get(0);
        assertThat(status).isEqualTo(401);
        assertThat(refused).as("10 of one network, and what ended a login").hasSize(11);
        assertThat(text(reuse, "actor")).isEqualTo("kari");
        assertThat(parameter(reuse, "reused")).isEqualTo("true");
        assertThat(text(reuse, "result")).isEqualTo("refused");
        assertThat(entries("").stream()
                        .filter(entry -> parameter(entry, "reused").equals("true")))
                .hasSize(1);
    }

    @Test
    void ofTooManySessionsOfOneHolderTheFirstEndsAndStandsThere() {
        Api ci = fleetd.apiOf("ci", "\"role\":\"viewer\"");
        String other = openSession(fleetd.adminToken());
        List<String> sessions = new ArrayList<>();
        for (int i = 0; i < 21; i++) {
            fleetd.clock().advance(Duration.ofSeconds(1));
            sessions.add(openSession(ci.token()));
        }

        JsonObject last = last("login");

        assertThat(parameter(last, "ended_sessions")).isEqualTo("1");
        assertThat(isOpen(sessions.get(0))).isFalse();
        assertThat(sessions.subList(1, 21)).allMatch(this::isOpen);
        assertThat(isOpen(other)).as("of somebody else").isTrue();
    }

    private String openSession(String token) {
        return api.anonymous()
                .post("/api/login", "{\"token\":\"" + token + "\"}")
                .header("Set-Cookie")
                .replaceFirst(";.*", "");
    }

    private boolean isOpen(String cookie) {
        return api.anonymous().get("/api/whoami", "Cookie", cookie).status() == 200;
    }

    @Test
    void theFirstStartAndItsTokenAreTheFirstEntries() {
        List<JsonObject> all = entries("");

        assertThat(all).extracting(entry -> text(entry, "action")).containsExactly("token.create", "server.start");
        assertThat(parameter(all.get(0), "kind")).isEqualTo("first");
        assertThat(text(all.get(1), "previous")).matches("0{64}");
    }

    @Test
    void aCommandStandsThereWithWhoGaveItFromWhereAndUnderWhichTerms() {
        fleetd.enrolled("box", "");
        Api ci = fleetd.apiOf("ci", "\"role\":\"operator\"");

        String command = ci.post(
                        "/api/devices/box/update",
                        "{\"tag\":\"v2\",\"force\":true,\"accept_risk\":[\"on-air\",\"window\"]}",
                        "X-Forwarded-For",
                        "198.51.100.66, 203.0.113.7",
                        "User-Agent",
                        "fleetctl/9 " + "x".repeat(500))
                .text("commandId");

        JsonObject entry = entries("").get(0);
        assertThat(text(entry, "action")).isEqualTo("device.update");
        assertThat(text(entry, "actor")).isEqualTo("ci");
        assertThat(text(entry, "via")).isEqualTo("token");
        assertThat(text(entry, "address")).isEqualTo("203.0.113.7");
        assertThat(text(entry, "device")).isEqualTo("box");
        assertThat(text(entry, "command")).isEqualTo(command);
        assertThat(text(entry, "result")).isEqualTo("ok");
        assertThat(parameter(entry, "tag")).isEqualTo("v2");
        assertThat(parameter(entry, "force")).isEqualTo("true");
        assertThat(parameter(entry, "accept_risk")).isEqualTo("on-air, window");
    }

    @Test
    void theSameRequestAgainNamesTheCommandThatItLedTo() {
        fleetd.enrolled("box", "");
        String first = api.post("/api/devices/box/restart", "{}", "Idempotency-Key", "k1")
                .text("commandId");

        api.post("/api/devices/box/restart", "{}", "Idempotency-Key", "k1");

        assertThat(entries("action=device.restart"))
                .hasSize(2)
                .allSatisfy(entry -> assertThat(text(entry, "command")).isEqualTo(first));
    }

    @Test
    void aCancelNamesItsDevice() {
        fleetd.enrolled("box", "");
        String command = api.post("/api/devices/box/restart").text("commandId");

        api.post("/api/commands/" + command + "/cancel");

        JsonObject entry = entries("").get(0);
        assertThat(text(entry, "action")).isEqualTo("command.cancel");
        assertThat(text(entry, "device")).isEqualTo("box");
        assertThat(text(entry, "command")).isEqualTo(command);
    }

    @Test
    void loginsGoodRefusedAndThrottledStandThereWithTheAccountAndNeverWithWhatWasTyped() {
        fleetd.addUser("kari", "canary-correct-horse", "\"role\":\"viewer\"");

        assertThat(fleetd.logIn("kari", "canary-correct-horse").status()).isEqualTo(201);
        JsonObject good = last("login");
        assertThat(fleetd.logIn("kari", "canary-wrong").status()).isEqualTo(401);
        JsonObject refused = await().until(() -> entries("action=login&result=refused"), list -> !list.isEmpty())
                .get(0);
        assertThat(fleetd.logIn("canary-password-as-name", "x").status()).isEqualTo(401);
        await().until(() -> entries("action=login&result=refused").size() == 2);
        for (int i = 0; i < 12; i++) {
            fleetd.logIn("kari", "canary-wrong-" + i);
        }

        assertThat(text(good, "actor")).isEqualTo("kari");
        assertThat(text(good, "via")).isEqualTo("password");
        assertThat(text(good, "result")).isEqualTo("ok");
        assertThat(text(refused, "actor")).isEqualTo("kari");
        assertThat(text(refused, "code")).isEqualTo("unauthorized");
        assertThat(text(entries("action=login&result=refused").get(0), "actor")).isNotNull();
        await().until(() -> !entries("action=login&result=throttled").isEmpty());
        assertThat(entries("").toString()).doesNotContain("canary");
    }

    @Test
    void logoutAndPasswordStandThereAndTheNewPasswordDoesNot() {
        fleetd.addUser("kari", "correct horse battery", "\"role\":\"viewer\"");
        Api kari = api.withToken(fleetd.logIn("kari", "correct horse battery").text("access_token"));

        kari.put(
                "/api/account/password",
                "{\"current\":\"correct horse battery\",\"password\":\"canary new password\"}");
        kari.post("/api/logout");

        assertThat(text(entries("action=account.password").get(0), "actor")).isEqualTo("kari");
        assertThat(text(entries("action=logout").get(0), "actor")).isEqualTo("kari");
        assertThat(entries("").toString()).doesNotContain("canary").doesNotContain("battery");
    }

    @Test
    void aWrongTokenIsRecordedAndOneThatOnlyKnocksIsNot() {
        api.anonymous().get("/api/devices");

        api.withToken("r58t_canary-not-a-token").get("/api/devices");

        JsonObject entry = last("credential.refused");
        assertThat(text(entry, "result")).isEqualTo("refused");
        assertThat(text(entry, "actor")).isEmpty();
        assertThat(parameter(entry, "route")).isEqualTo("GET /api/devices");
        assertThat(entries("action=credential.refused")).hasSize(1);
        assertThat(entries("").toString()).doesNotContain("canary");
    }

    @Test
    void whoIsRefusedByRoleOrReachIsNamed() {
        fleetd.enrolled("box", "\"venue\":\"Bergen\"");
        Api viewer = fleetd.apiOf("viewer", "\"role\":\"viewer\"");
        Api oslo = fleetd.apiOf("oslo", "\"role\":\"operator\",\"venues\":[\"Oslo\"]");

        viewer.post("/api/devices/box/reboot");
        oslo.post("/api/devices/box/reboot");
        oslo.get("/api/devices/box");

        JsonObject byRole = last("access.refused&user=viewer");
        JsonObject byReach = last("device.reboot&user=oslo");
        JsonObject read = last("access.refused&user=oslo");
        assertThat(text(byRole, "code")).isEqualTo("forbidden");
        assertThat(parameter(byRole, "route")).isEqualTo("POST /api/devices/{id}/reboot");
        assertThat(text(byReach, "device")).isEqualTo("box");
        assertThat(text(byReach, "code")).isEqualTo("device_not_found");
        assertThat(text(read, "device")).isEqualTo("box");
    }

    @Test
    void onlyAnAdminOfTheWholeFleetReadsIt() {
        for (String rights : List.of("\"role\":\"operator\"", "\"role\":\"admin\",\"venues\":[\"Oslo\"]")) {
            Api caller = fleetd.apiOf("reader-" + rights.hashCode(), rights);

            assertThat(caller.get("/api/audit").status()).isEqualTo(403);
            assertThat(caller.get("/api/audit/head").status()).isEqualTo(403);
        }
    }

    @Test
    void enrolmentIsRecordedWithTheTokenThatAllowedItAndNotItsSecret() {
        String secret = fleetd.enrollmentToken();

        api.anonymous().post("/api/enroll", DeviceIdentity.ed25519("box").enrollRequest(secret));
        api.anonymous().post("/api/enroll", DeviceIdentity.ed25519("late").enrollRequest(secret));

        JsonObject good = entries("action=device.enroll&result=ok").get(0);
        assertThat(text(good, "device")).isEqualTo("box");
        assertThat(parameter(good, "enrollment_token")).startsWith("et-");
        JsonObject refused = last("device.enroll&result=refused");
        assertThat(text(refused, "device")).isEqualTo("late");
        assertThat(entries("action=device.enroll&result=ok")).hasSize(1);
        assertThat(entries("").toString()).doesNotContain(secret);
    }

    @Test
    void everyChangeOfADeviceIsThere() {
        fleetd.enrolled("box", "");

        api.patch("/api/devices/box", "{\"name\":\"Kirke\",\"venue\":null,\"tags\":[\"a\",\"b\"]}");
        api.put("/api/devices/box/config", "{\"log_level\":\"debug\",\"log_sources\":null}");
        api.put("/api/devices/box/lock", "{\"reason\":\"concert\"}");
        api.delete("/api/devices/box/lock");
        api.put("/api/devices/box/windows", "{\"windows\":[\"daily 02:00-03:00\"]}");
        api.put("/api/tags/a/windows", "{\"windows\":[\"daily 02:00-03:00\"]}");
        api.delete("/api/devices/box/credential");
        api.delete("/api/devices/box");

        assertThat(entries("").stream().limit(8))
                .extracting(entry -> text(entry, "action"))
                .containsExactly(
                        "device.remove",
                        "device.reset-credential",
                        "tag.windows",
                        "device.windows",
                        "device.unlock",
                        "device.lock",
                        "device.config",
                        "device.edit");
        assertThat(parameter(entries("action=device.edit").get(0), "tags")).isEqualTo("a, b");
        assertThat(parameter(entries("action=device.config").get(0), "log_level"))
                .isEqualTo("debug");
        assertThat(parameter(entries("action=device.config").get(0), "log_sources"))
                .isEqualTo("the default");
        assertThat(entries("action=device.edit").toString()).doesNotContain("null\"");
        assertThat(entries("device=box")).hasSize(8); // the seven, and its enrolment
    }

    @Test
    void aDeviceThatSpeaksForAnotherOrHasNoKeyIsRecorded() {
        fleetd.enroll(DeviceIdentity.ed25519("victim"));
        try (TestDevice liar = TestDevice.enrolledAgent(fleetd, "liar")) {
            liar.send("{\"type\":\"status\",\"deviceId\":\"victim\",\"version\":\"forged\"}");
            JsonObject lie = last("device.impersonate");
            TestDevice.refusal(
                    fleetd,
                    "victim",
                    "Authorization",
                    DeviceIdentity.ed25519("victim")
                            .answer(TestDevice.challenge(fleetd, "victim"))
                            .toHeader());

            assertThat(text(lie, "actor")).isEqualTo("liar");
            assertThat(parameter(lie, "as")).isEqualTo("victim");
            assertThat(text(last("device.connect"), "device")).isEqualTo("victim");
        }
    }

    @Test
    void aKeyThatTwoMachinesUseIsRecordedOnce() {
        DeviceIdentity key = DeviceIdentity.ed25519("box");
        fleetd.enroll(key);

        TestDevice.connect(fleetd, key).helloFrom("nave", "boot-1", "m", "hw-1");
        TestDevice.connect(fleetd, key).helloFrom("copy", "boot-2", "m", "hw-2");
        assertThat(text(last("device.duplicate-key"), "device")).isEqualTo("box");
        TestDevice again = TestDevice.connect(fleetd, key).helloFrom("nave", "boot-1", "m", "hw-1");
        again.send("{\"type\":\"none\"}");
        again.awaitMessage("error");

        assertThat(entries("action=device.duplicate-key")).hasSize(1);
    }

    @Test
    void aFloodOfRefusalsIsCountedAndTheCountsAreWritten() {
        for (int i = 0; i < 200; i++) {
            api.withToken("r58t_wrong" + i).get("/api/devices", "X-Forwarded-For", "203.0.113.9");
        }
        long written =
                await().until(() -> (long) entries("action=credential.refused").size(), count -> count == 10);
        fleetd.close();
        fleetd = RunningFleetd.start(data);
        api = fleetd.api();

        JsonObject counts = last("refusals.counted");
        assertThat(Long.parseLong(parameter(counts, "203.0.113.9")) + written).isEqualTo(200);
    }

    @Test
    void itGoesOnAfterAStart() {
        String before = api.get("/api/audit/head").text("hash");
        fleetd.close();

        fleetd = RunningFleetd.start(data);
        api = fleetd.api();

        List<JsonObject> all = entries("");
        assertThat(text(all.get(0), "action")).isEqualTo("server.start");
        assertThat(text(all.get(0), "previous")).isEqualTo(before);
    }

    @Test
    void pagesGoBackByBeforeAndForthByAfter() {
        for (int i = 0; i < 5; i++) {
            fleetd.clock().advance(Duration.ofSeconds(1));
            api.post("/api/enrollment-tokens");
        }
        List<Long> all = ids(api, "/api/audit");

        assertThat(all).containsExactly(7L, 6L, 5L, 4L, 3L, 2L, 1L);
        assertThat(ids(api, "/api/audit?limit=3&before=5")).containsExactly(4L, 3L, 2L);
        assertThat(ids(api, "/api/audit?limit=3&after=2")).containsExactly(3L, 4L, 5L);
        assertThat(api.get("/api/audit?before=2&after=1").status()).isEqualTo(400);
    }

    private static List<Long> ids(Api api, String path) {
        return StreamSupport.stream(api.get(path).array().spliterator(), false)
                .map(element -> element.getAsJsonObject().get("id").getAsLong())
                .toList();
    }
}
