package no.itagenten.fleet.fleetd.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import no.itagenten.fleet.fleetd.testing.Api;
import no.itagenten.fleet.fleetd.testing.DeviceIdentity;
import no.itagenten.fleet.fleetd.testing.EventReader;
import no.itagenten.fleet.fleetd.testing.LocalIssuer;
import no.itagenten.fleet.fleetd.testing.Reply;
import no.itagenten.fleet.fleetd.testing.RunningFleetd;
import no.itagenten.fleet.fleetd.testing.TestDevice;
import no.itagenten.fleet.fleetd.testing.UploadedRelease;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a running server answers fits what {@code openapi.json} says, field by field: every operation, succeeding and failing. All that
 * came is noted, so that at the end every documented answer has been seen but those that take a broken server.
 */
class DocumentedAnswersTest {

    private static final Set<String> TAKE_MORE_THAN_A_REQUEST = Set.of("101", "304", "429", "500", "503");
    private static final String DEVICE = "/api/devices/{id}";

    private static final ApiDocument document = ApiDocument.load();
    private static final Set<String> seen = new TreeSet<>();

    @TempDir
    private static Path data;

    private static RunningFleetd fleetd;
    private static Api api;

    @BeforeAll
    static void start() {
        fleetd = RunningFleetd.start(data);
        api = fleetd.api();
    }

    @AfterAll
    static void stop() {
        fleetd.close();
        Set<String> documented = new TreeSet<>();
        document.operations()
                .forEach(operation -> operation.statuses().stream()
                        .filter(status -> !TAKE_MORE_THAN_A_REQUEST.contains(status))
                        .forEach(status -> documented.add(operation + " " + status)));
        documented.removeAll(seen);
        assertThat(documented).as("documented, and never answered").isEmpty();
    }

    private static Reply fits(String method, String path, Reply reply) {
        ApiDocument.Operation operation = document.operation(method, path);
        assertThat(document.complaints(operation, reply.status(), reply.header("Content-Type"), reply.body()))
                .as("%s: %d %s", operation, reply.status(), reply.body())
                .isEmpty();
        seen.add(operation + " " + reply.status());
        return reply;
    }

    private static String at(String template, String id) {
        return template.replace("{id}", id).replace("{tag}", id).replace("{version}", id);
    }

    @Test
    void theServersOwn() throws SQLException {
        fits("GET", "/health", api.get("/health"));
        fits("GET", "/", api.get("/"));
        fits("GET", "/assets/{file}", api.get("/assets/icon.svg"));
        fits("GET", "/api/openapi.json", api.get("/api/openapi.json"));
        fits("GET", "/ws", api.get("/ws"));
        DeviceIdentity device = DeviceIdentity.ed25519("no-upgrade");
        fleetd.enroll(device);
        String proof = device.answer(TestDevice.challenge(fleetd, "no-upgrade")).toHeader();
        fits("GET", "/ws", api.anonymous().get("/ws?deviceId=no-upgrade", "Authorization", proof));
        fits("GET", "/api/server/check", api.get("/api/server/check"));
        fits("POST", "/api/server/signing-key", api.post("/api/server/signing-key"));
        fits("POST", "/api/server/backup", api.post("/api/server/backup"));

        fleetd.clock().advance(Duration.ofSeconds(1));
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("fleet.db"));
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            assertThat(fits("GET", "/health", api.get("/health")).status()).isEqualTo(503);
        }
        fleetd.clock().advance(Duration.ofSeconds(1));
    }

    @Test
    void sessions() {
        Reply login = fits(
                "POST",
                "/api/login",
                api.anonymous().post("/api/login", "{\"token\":\"" + fleetd.adminToken() + "\"}"));
        String cookie = login.header("Set-Cookie").replaceFirst(";.*", "");

        fits("POST", "/api/login", api.anonymous().post("/api/login", "{\"token\":\"wrong\"}"));
        fits("POST", "/api/login", api.anonymous().post("/api/login", "{"));
        fits("GET", "/api/whoami", api.anonymous().get("/api/whoami", "Cookie", cookie));
        fits("POST", "/api/logout", api.anonymous().post("/api/logout", "", "Cookie", cookie));
    }

    @Test
    void people(@TempDir Path another) {
        String users = "/api/users";
        String kari = "{\"name\":\"kari\",\"role\":\"operator\",\"venues\":[\"Oslo\"],\"password\":\"correct horse\"}";
        fits("POST", users, api.post(users, kari));
        fits("POST", users, api.post(users, kari));
        fits("POST", users, api.post(users, "{\"name\":\"Ola!\",\"role\":\"viewer\",\"password\":\"correct horse\"}"));
        fits("GET", users, api.get(users));
        fits("PATCH", users + "/{id}", api.patch(users + "/kari", "{\"tags\":[\"canary\"]}"));
        fits("PATCH", users + "/{id}", api.patch(users + "/kari", "{\"role\":\"king\"}"));
        String password = users + "/{id}/password";
        fits("PUT", password, api.put(users + "/kari/password", "{\"password\":\"short\"}"));
        fits("PUT", password, api.put(users + "/kari/password", "{\"password\":\"another horse\"}"));
        String login = "/api/login/token";
        fits("POST", login, api.anonymous().post(login, "{}"));
        fits("POST", login, api.anonymous().post(login, "{\"user\":\"kari\",\"password\":\"correct horse\"}"));
        Reply token =
                fits("POST", login, api.anonymous().post(login, "{\"user\":\"kari\",\"password\":\"another horse\"}"));
        Api asKari = api.withToken(token.text("access_token"));
        String refresh = "/api/login/refresh";
        String spent = "{\"refresh_token\":\"" + token.text("refresh_token") + "\"}";
        fits("POST", refresh, api.anonymous().post(refresh, spent));
        fits("POST", refresh, api.anonymous().post(refresh, "{}"));
        String own = "/api/account/password";
        fits("PUT", own, asKari.put(own, "{\"current\":\"another horse\",\"password\":\"short\"}"));
        fits("PUT", own, asKari.put(own, "{\"current\":\"wrong\",\"password\":\"a third horse\"}"));
        fits("PUT", own, asKari.put(own, "{\"current\":\"another horse\",\"password\":\"a third horse\"}"));
        fits("PUT", own, api.put(own, "{\"current\":\"x\",\"password\":\"a third horse\"}"));
        fits("POST", "/api/logout", asKari.post("/api/logout"));
        fits("POST", refresh, api.anonymous().post(refresh, spent));

        try (RunningFleetd withOneAdmin = RunningFleetd.start(another)) {
            Api first = withOneAdmin.api();
            String ola = "{\"name\":\"ola\",\"role\":\"admin\",\"password\":\"correct horse\"}";
            first.post(users, ola);
            Reply asOla = first.post(login, "{\"user\":\"ola\",\"password\":\"correct horse\"}");
            String id = first.get("/api/access-tokens").array().asList().stream()
                    .map(one -> one.getAsJsonObject())
                    .filter(one -> one.get("kind").getAsString().equals("first"))
                    .map(one -> one.get("id").getAsString())
                    .findFirst()
                    .orElseThrow();
            first.delete("/api/access-tokens/" + id);

            Reply refused = first.withToken(asOla.text("access_token")).patch(users + "/ola", "{\"enabled\":false}");
            assertThat(fits("PATCH", users + "/{id}", refused).status()).isEqualTo(409);
        }
    }

    @Test
    void identities(@TempDir Path another, @TempDir Path folder) throws IOException {
        try (LocalIssuer issuer = new LocalIssuer()) {
            String audience = "https://fleet.example.org";
            Path file = Files.writeString(folder.resolve("issuers.json"), """
                    {"issuers": [{"issuer": "%s", "audience": "%s", "client_id": "fleet", "rules": [
                      {"name": "ci", "claims": {"repository": "acme/app"}, "role": "viewer"}]}]}
                    """.formatted(issuer.url(), audience));
            try (RunningFleetd trusting =
                    RunningFleetd.start(RunningFleetd.options(another).withTrustedIssuers(file))) {
                Api nobody = trusting.api().anonymous();
                String identity = "/api/login/identity";
                String token =
                        issuer.sign(issuer.claims(audience, trusting.clock().instant()));
                fits("POST", identity, nobody.post(identity, "{\"identity_token\":\"" + token + "\"}"));
                fits("POST", identity, nobody.post(identity, "{\"identity_token\":\"none\"}"));
                fits("POST", identity, nobody.post(identity, "{}"));
                String device = "/api/login/device";
                issuer.on("/device", exchange -> LocalIssuer.json(exchange, 200, LocalIssuer.BEGUN));
                issuer.on(
                        "/token", exchange -> LocalIssuer.json(exchange, 400, "{\"error\":\"authorization_pending\"}"));
                Reply begun = fits("POST", device, nobody.post(device));
                fits("POST", device, api.anonymous().post(device));
                String poll = "{\"login_code\":\"" + begun.text("login_code") + "\"}";
                fits("POST", device + "/token", nobody.post(device + "/token", poll));
                fits("POST", device + "/token", nobody.post(device + "/token", "{\"login_code\":\"x\"}"));
                fits("POST", device + "/token", nobody.post(device + "/token", "{}"));
            }
        }
    }

    @Test
    void accessTokens() {
        String tokens = "/api/access-tokens";
        String ci = "{\"name\":\"ci\",\"role\":\"operator\",\"tags\":[\"canary\"],\"may\":[\"update\"]}";
        Reply token = fits("POST", tokens, api.post(tokens, ci));
        fits("POST", tokens, api.post(tokens, ci));
        fits("POST", tokens, api.post(tokens, "{\"name\":\"x\",\"role\":\"viewer\",\"may\":[\"update\"]}"));
        fits("GET", tokens, api.get(tokens));
        String first = api.get(tokens).array().asList().stream()
                .map(one -> one.getAsJsonObject())
                .filter(one -> one.get("kind").getAsString().equals("first"))
                .map(one -> one.get("id").getAsString())
                .findFirst()
                .orElseThrow();
        fits("DELETE", tokens + "/{id}", api.delete(tokens + "/" + first));
        fits("DELETE", tokens + "/{id}", api.delete(tokens + "/" + token.text("id")));
    }

    @Test
    void devices() {
        try (TestDevice device = reporting("r58-devices")) {
            fits("GET", "/api/devices", api.get("/api/devices"));
            fits("GET", DEVICE, api.get("/api/devices/r58-devices"));
            String labels = "{\"name\":\"Nave\",\"venue\":\"Domkirken\",\"tags\":[\"church\"]}";
            fits("PATCH", DEVICE, api.patch("/api/devices/r58-devices", labels));
            fits("PATCH", DEVICE, api.patch("/api/devices/r58-devices", "{\"name\":\"\"}"));
            fleetd.enroll(DeviceIdentity.ed25519("r58-namesake"));
            fits("PATCH", DEVICE, api.patch("/api/devices/r58-devices", "{\"name\":\"r58-namesake\"}"));
            fits("GET", DEVICE + "/status", api.get("/api/devices/r58-devices/status"));
            fits("GET", DEVICE + "/metrics", api.get("/api/devices/r58-devices/metrics"));
            fits("GET", DEVICE + "/metrics", api.get("/api/devices/r58-devices/metrics?since=now"));
            String config = "/api/devices/r58-devices/config";
            fits("GET", DEVICE + "/config", api.get(config));
            fits("PUT", DEVICE + "/config", api.put(config, "{\"log_level\":\"debug\",\"heartbeat_interval\":10}"));
            fits("PUT", DEVICE + "/config", api.put(config, "{\"colour\":\"red\"}"));
            fits("GET", DEVICE, api.get("/api/devices/r58-devices"));
            fits("DELETE", DEVICE + "/credential", api.delete("/api/devices/r58-devices/credential"));
            fits("DELETE", DEVICE, api.delete("/api/devices/r58-devices"));
            assertThat(device.awaitClosed()).isPresent();
        }
    }

    @Test
    void policies() {
        try (TestDevice device = reporting("r58-policies")) {
            assertThat(device.isOpen()).isTrue();
            String lock = "/api/devices/r58-policies/lock";
            fits("PUT", DEVICE + "/lock", api.put(lock, "{\"reason\":\"concert\",\"for_seconds\":3600}"));
            fits("PUT", DEVICE + "/lock", api.put(lock, "{\"reason\":\"\"}"));
            fits("DELETE", DEVICE + "/lock", api.delete(lock));
            String windows = "{\"windows\":[\"mon-fri 02:00-05:00\"]}";
            fits("PUT", DEVICE + "/windows", api.put("/api/devices/r58-policies/windows", windows));
            fits("PUT", DEVICE + "/windows", api.put("/api/devices/r58-policies/windows", "{\"windows\":[]}"));
            fits("PUT", "/api/tags/{tag}/windows", api.put("/api/tags/canary/windows", windows));
            fits("PUT", "/api/tags/{tag}/windows", api.put("/api/tags/canary/windows", "{\"windows\":[\"x\"]}"));
            fits("GET", "/api/windows", api.get("/api/windows"));
            fits("GET", DEVICE, api.get("/api/devices/r58-policies"));
            fits("DELETE", DEVICE + "/windows", api.delete("/api/devices/r58-policies/windows"));
            fits("DELETE", "/api/tags/{tag}/windows", api.delete("/api/tags/canary/windows"));
        }
    }

    @Test
    void audit() {
        Api viewer = fleetd.apiOf("audit-viewer", "\"role\":\"viewer\"");
        fits("GET", "/api/audit", api.get("/api/audit?action=token&limit=10"));
        fits("GET", "/api/audit", api.get("/api/audit?limit=1001"));
        for (String path : List.of("/api/audit", "/api/audit/head")) {
            fits("GET", path, api.get(path));
            fits("GET", path, api.anonymous().get(path));
            fits("GET", path, viewer.get(path));
        }
    }

    @Test
    void logs() {
        String path = "/api/devices/r58-logs/logs";
        try (TestDevice device = reporting("r58-logs");
                EventReader stream = api.events(path + "?follow=1")) {
            device.log("warn", "no signal");

            String line = stream.awaitEvent("log").data();
            assertThat(document.complaints("LogEntry", line)).isEmpty();
            fits("GET", DEVICE + "/logs", api.head(path + "?follow=1"));
            fits("GET", DEVICE + "/logs", api.get(path + "?level=warning&limit=10"));
            fits("GET", DEVICE + "/logs", api.get(path + "?limit=1001"));
        }
    }

    @Test
    void commands() {
        try (TestDevice device = reporting("r58-commands")) {
            String id = at(DEVICE, "r58-commands");
            Reply restart = fits(
                    "POST",
                    DEVICE + "/restart",
                    api.post(id + "/restart", "{\"service\":\"app\"}", "Idempotency-Key", "first"));
            fits("POST", DEVICE + "/restart", api.post(id + "/restart", "{}", "Idempotency-Key", "first"));
            fits("POST", DEVICE + "/restart", api.post(id + "/restart", "{\"service\":\"-f\"}"));
            fits("POST", DEVICE + "/update", api.post(id + "/update", "{\"tag\":\"v1\"}", "Idempotency-Key", "second"));
            fits("POST", DEVICE + "/update", api.post(id + "/update", "{}", "Idempotency-Key", "second"));
            fits("POST", DEVICE + "/update", api.post(id + "/update", "{\"tag\":\"v1\",\"branch\":\"main\"}"));
            fits("POST", DEVICE + "/reboot", api.post(id + "/reboot", "{}", "Idempotency-Key", "third"));
            String expiry = "{\"expires_in_seconds\":60}";
            fits("POST", DEVICE + "/reboot", api.post(id + "/reboot", expiry, "Idempotency-Key", "third"));
            fits("POST", DEVICE + "/reboot", api.post(id + "/reboot", "{\"expires_in_seconds\":0}"));
            fits("POST", DEVICE + "/unblock", api.post(id + "/unblock", "{}", "Idempotency-Key", "fourth"));
            fits("POST", DEVICE + "/unblock", api.post(id + "/unblock", expiry, "Idempotency-Key", "fourth"));
            fits("POST", DEVICE + "/unblock", api.post(id + "/unblock", "{\"commit\":\"-f\"}"));
            String stop = "{\"service\":\"app\",\"action\":\"stop\"}";
            String start = "{\"service\":\"app\",\"action\":\"start\"}";
            fits("POST", DEVICE + "/service", api.post(id + "/service", stop, "Idempotency-Key", "fifth"));
            fits("POST", DEVICE + "/service", api.post(id + "/service", start, "Idempotency-Key", "fifth"));
            fits("POST", DEVICE + "/service", api.post(id + "/service", "{\"service\":\"-f\",\"action\":\"stop\"}"));
            Reply bundle = fits("POST", DEVICE + "/bundle", api.post(id + "/bundle", "{}", "Idempotency-Key", "sixth"));
            fits("POST", DEVICE + "/bundle", api.post(id + "/bundle", expiry, "Idempotency-Key", "sixth"));
            fits("POST", DEVICE + "/bundle", api.post(id + "/bundle", "{\"deadline_seconds\":1}"));
            fits("POST", DEVICE + "/rotate-key", api.post(id + "/rotate-key", "{}", "Idempotency-Key", "seventh"));
            fits("POST", DEVICE + "/rotate-key", api.post(id + "/rotate-key", expiry, "Idempotency-Key", "seventh"));
            fits("POST", DEVICE + "/rotate-key", api.post(id + "/rotate-key", "{\"deadline_seconds\":1}"));
            String gathered = "/api/commands/" + bundle.text("commandId") + "/bundle";
            fits("GET", "/api/commands/{id}/bundle", api.get(gathered));
            device.awaitMessage("bundle");
            device.tell(
                    "bundle_chunk",
                    bundle.text("commandId"),
                    ",\"size\":5,\"offset\":0,\"data\":\"aGVsbG8=\",\"sha256\":\"2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824\"");
            device.awaitMessage("bundle_ack");
            fits("GET", "/api/commands/{id}/bundle", api.get(gathered));
            UploadedRelease.of("2.0.0").upload(api);
            UploadedRelease.of("2.1.0").upload(api);
            String older = "{\"version\":\"2.0.0\"}";
            fits("POST", DEVICE + "/agent-update", api.post(id + "/agent-update", "{}", "Idempotency-Key", "seventh"));
            fits("POST", DEVICE + "/agent-update", api.post(id + "/agent-update", older, "Idempotency-Key", "seventh"));
            fits("POST", DEVICE + "/agent-update", api.post(id + "/agent-update", "{\"version\":\"../2\"}"));
            String command = restart.text("commandId");
            device.awaitMessage("restart");
            device.tell("progress", command, ",\"state\":\"running\",\"phase\":\"restart\"");
            device.tell("result", command, ",\"state\":\"failed\",\"message\":\"no\",\"exit_code\":1,\"output\":\"o\"");
            device.awaitMessage("result_ack");

            Reply done = fits("GET", "/api/commands/{id}", api.get("/api/commands/" + command));
            assertThat(done.text("state")).isEqualTo("failed");
            fits("GET", "/api/commands", api.get("/api/commands?state=failed"));
            fits("GET", "/api/commands", api.get("/api/commands?state=lost"));
            fits("GET", DEVICE + "/commands", api.get(id + "/commands?limit=2"));
            fits("GET", DEVICE + "/commands", api.get(id + "/commands?limit=501"));
            fits("POST", "/api/commands/{id}/cancel", api.post("/api/commands/" + command + "/cancel"));
        }
    }

    @Test
    void releases() {
        String releases = "/api/agent/releases";
        UploadedRelease release = UploadedRelease.of("3.0.0");
        fits("POST", releases, api.post(releases, release.part(0, 10)));
        fits("POST", releases, api.post(releases, release.part(10, release.size())));
        fits("POST", releases, api.post(releases, UploadedRelease.of("3.0.0").part(0, 10)));
        fits("POST", releases, api.post(releases, "{\"signature\":\"\",\"offset\":0,\"data\":\"\"}"));
        fits("GET", releases, api.get(releases));
        fits("DELETE", releases + "/{version}", api.delete(releases + "/3.0.0"));
        fits("DELETE", releases + "/{version}", api.delete(releases + "/3.0.0"));
    }

    @Test
    void enrollment() {
        String tokens = "/api/enrollment-tokens";
        Reply token = fits("POST", tokens, api.post(tokens, "{\"uses\":2,\"venue\":\"Domkirken\"}"));
        fits("POST", tokens, api.post(tokens, "{\"uses\":0}"));
        DeviceIdentity device = DeviceIdentity.ed25519("r58-enrolled");
        String request = device.enrollRequest(token.text("token"));
        String another = DeviceIdentity.p256("r58-enrolled").enrollRequest(token.text("token"));
        fits("POST", "/api/enroll", api.anonymous().post("/api/enroll", request));
        fits("POST", "/api/enroll", api.anonymous().post("/api/enroll", request));
        fits("POST", "/api/enroll", api.anonymous().post("/api/enroll", another));
        fits("POST", "/api/enroll", api.anonymous().post("/api/enroll", device.enrollRequest("wrong")));
        fits("POST", "/api/enroll", api.anonymous().post("/api/enroll", "{}"));
        fits("GET", tokens, api.get(tokens));
        String one = tokens + "/" + token.text("id");
        fits("POST", tokens + "/{id}/disable", api.post(one + "/disable"));
        fits("POST", tokens + "/{id}/enable", api.post(one + "/enable"));
        fits("DELETE", tokens + "/{id}", api.delete(one));
        fits("POST", tokens + "/{id}/enable", api.post(one + "/enable"));
        fits("GET", "/ws", api.anonymous().get("/ws?deviceId=r58-enrolled"));
    }

    @Test
    void approval() {
        Reply token = api.post("/api/enrollment-tokens", "{\"approval\":\"manual\",\"uses\":2}");
        DeviceIdentity device = DeviceIdentity.ed25519("r58-pending");
        DeviceIdentity unwanted = DeviceIdentity.ed25519("r58-unwanted");
        api.anonymous().post("/api/enroll", device.enrollRequest(token.text("token")));
        api.anonymous().post("/api/enroll", unwanted.enrollRequest(token.text("token")));
        fits("GET", "/api/devices", api.get("/api/devices"));
        String proof =
                device.answer(TestDevice.challenge(fleetd, "r58-pending")).toHeader();
        fits("GET", "/ws", api.anonymous().get("/ws?deviceId=r58-pending", "Authorization", proof));
        for (String command : List.of("restart", "update", "reboot", "unblock", "service", "bundle", "rotate-key")) {
            String body = command.equals("service") ? "{\"service\":\"app\",\"action\":\"stop\"}" : "{}";
            Reply refused = api.post("/api/devices/r58-pending/" + command, body);
            assertThat(fits("POST", DEVICE + "/" + command, refused).status()).isEqualTo(409);
        }
        fits("POST", DEVICE + "/approve", api.post("/api/devices/r58-pending/approve"));
        fits("POST", DEVICE + "/reject", api.post("/api/devices/r58-pending/reject"));
        fits("POST", DEVICE + "/reject", api.post("/api/devices/r58-unwanted/reject"));
    }

    @Test
    void replacement() {
        reporting("r58-broken").close();
        reporting("r58-spare").close();
        String path = "/api/devices/r58-broken/replace";
        fits("POST", DEVICE + "/replace", api.post(path, "{}"));
        fits("POST", DEVICE + "/replace", api.post(path, "{\"by\":\"r58-broken\"}"));
        Reply spare = fits("POST", DEVICE + "/replace", api.post(path, "{\"by\":\"r58-spare\"}"));
        assertThat(spare.status()).isEqualTo(200);
    }

    @Test
    void events() {
        try (EventReader stream = api.events("/api/events");
                TestDevice device = reporting("r58-events")) {
            fits("GET", "/api/events", api.head("/api/events"));
            // of a device that is gone within a second nothing else is told
            String told = stream.awaitEvent("device").data();
            api.post("/api/devices/" + device.id() + "/restart");
            api.delete("/api/devices/" + device.id());

            assertThat(document.complaints(
                            "Removed", stream.awaitEvent("device_removed").data()))
                    .isEmpty();
            assertThat(document.complaints(
                            "Command", stream.awaitEvent("command").data()))
                    .isEmpty();
            assertThat(document.complaints("Device", told)).isEmpty();
        }
    }

    @Test
    void whoIsNotLoggedInOrOnAnotherSitesPageIsRefusedEverywhere() {
        Reply login = api.anonymous().post("/api/login", "{\"token\":\"" + fleetd.adminToken() + "\"}");
        String cookie = login.header("Set-Cookie").replaceFirst(";.*", "");
        for (ApiDocument.Operation operation : document.operations()) {
            String path = at(operation.path(), "unknown");
            Api nobody = api.anonymous();
            if (!operation.open()) {
                fits(operation.method(), operation.path(), ask(nobody, operation, path));
            }
            if (operation.statuses().contains("403")) {
                Reply refused = ask(nobody, operation, path, "Cookie", cookie, "Origin", "https://evil.example.org");
                assertThat(fits(operation.method(), operation.path(), refused).status())
                        .isEqualTo(403);
            }
        }
    }

    @Test
    void whatIsNotThereIsNotFoundAndABodyThatDoesNotFitIsRefusedEverywhere() {
        String tooLarge = " ".repeat(1024 * 1024 + 1);
        for (ApiDocument.Operation operation : document.operations()) {
            String path = at(operation.path(), "unknown");
            if (operation.path().contains("{id}")) {
                Reply missing = fits(operation.method(), operation.path(), ask(api, operation, path));
                assertThat(missing.status()).as(operation.toString()).isEqualTo(404);
            }
            if (operation.takesBody()) {
                Reply large = api.sendJson(operation.method(), path, tooLarge);
                assertThat(fits(operation.method(), operation.path(), large).status())
                        .isEqualTo(413);
                Reply text = api.send(operation.method(), path, BodyPublishers.ofString("{}"));
                assertThat(fits(operation.method(), operation.path(), text).status())
                        .isEqualTo(415);
            }
        }
    }

    @Test
    void whoTriesTooManyTokensIsToldSoEverywhere() {
        Api guessing = api.withToken("wrong");
        for (int i = 0; i < 30; i++) {
            guessing.get("/api/whoami");
        }
        for (ApiDocument.Operation operation : document.operations()) {
            if (!operation.open()) {
                Reply refused = ask(guessing, operation, at(operation.path(), "unknown"));
                assertThat(fits(operation.method(), operation.path(), refused).status())
                        .isEqualTo(429);
            }
        }
    }

    /** So that no test passes because nothing was looked at. */
    @Test
    void aFieldOrAStatusThatIsNotDocumentedIsNoticed() {
        ApiDocument.Operation whoami = document.operation("GET", "/api/whoami");
        String more = "{\"name\":\"admin\",\"role\":\"admin\",\"venues\":[],\"tags\":[],\"may\":[],\"since\":1}";
        String wrongCode = "{\"error\":\"no\",\"code\":\"conflict\"}";

        assertThat(document.complaints(whoami, 200, "application/json", more)).hasSize(1);
        assertThat(document.complaints(whoami, 401, "application/json", wrongCode))
                .isNotEmpty();
        assertThat(document.complaints(whoami, 418, "application/json", more)).isNotEmpty();
    }

    @Test
    void pathsAndMethodsThatAreNotThere() {
        Reply path = api.get("/api/nothing");
        Reply method = api.delete("/api/devices");

        assertThat(document.complaints("ApiError", path.body())).isEmpty();
        assertThat(document.complaints("ApiError", method.body())).isEmpty();
        assertThat(List.of(path.code(), method.code())).containsExactly("not_found", "method_not_allowed");
    }

    /** Without a body where it takes none. */
    private static Reply ask(Api caller, ApiDocument.Operation operation, String path, String... headers) {
        return operation.takesBody()
                ? caller.sendJson(operation.method(), path, "{}", headers)
                : caller.send(operation.method(), path, BodyPublishers.noBody(), headers);
    }

    /** A device of which every field is known. */
    private static TestDevice reporting(String id) {
        TestDevice device = TestDevice.enrolledAgent(fleetd, id);
        device.send(
                device.message(
                        "status",
                        ",\"version\":\"3f9a2c1b0d5e\",\"ip_address\":\"192.168.1.100\",\"system\":{\"cpu_percent\":45.2,"
                                + "\"memory_percent\":62.8,\"disk_percent\":38.5,\"temperature_celsius\":51.5,\"load_1m\":0.7,"
                                + "\"uptime\":86400},\"services\":[{\"name\":\"app\",\"state\":\"active\"}],\"facts\":{"
                                + "\"hostname\":\"box\",\"disks\":[{\"mount\":\"/\",\"type\":\"ext4\",\"total_bytes\":2,"
                                + "\"used_bytes\":1}],\"addresses\":[{\"interface\":\"eth0\",\"addresses\":[\"192.0.2.1\"]}]}"));
        device.send(device.message(
                "config", ",\"revision\":0,\"values\":{\"log_level\":\"info\"},\"rejected\":{\"log_sources\":\"no\"}"));
        JsonObject seen = api.get("/api/devices/" + id).object();
        assertThat(seen.has("id")).isTrue();
        return device;
    }
}
