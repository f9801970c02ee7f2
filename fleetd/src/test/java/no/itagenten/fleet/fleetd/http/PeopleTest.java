package no.itagenten.fleet.fleetd.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import no.itagenten.fleet.fleetd.testing.Api;
import no.itagenten.fleet.fleetd.testing.EventReader;
import no.itagenten.fleet.fleetd.testing.Reply;
import no.itagenten.fleet.fleetd.testing.RunningFleetd;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users, their logins, and machines' tokens: how they come, what they open, and how they end. */
class PeopleTest {

    private static final String PASSWORD = "correct horse";

    @TempDir
    private Path data;

    private RunningFleetd fleetd;
    private Api admin;

    @BeforeEach
    void start() {
        fleetd = RunningFleetd.start(data);
        admin = fleetd.api();
    }

    @AfterEach
    void stop() {
        fleetd.close();
    }

    private Api kari() {
        fleetd.addUser("kari", PASSWORD, "\"role\":\"operator\"");
        return admin.withToken(fleetd.logIn("kari", PASSWORD).text("access_token"));
    }

    private JsonObject token(String kind) {
        return admin.get("/api/access-tokens").array().asList().stream()
                .map(JsonElement::getAsJsonObject)
                .filter(token -> token.get("kind").getAsString().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private int status(Api api) {
        return api.get("/api/whoami").status();
    }

    @Test
    void aPasswordIsTradedForATokenThatActsInTheUsersName() {
        fleetd.enrolled("box", "\"uses\":1");
        Api kari = kari();

        Reply command = kari.post("/api/devices/box/restart");

        assertThat(kari.get("/api/whoami").text("name")).isEqualTo("kari");
        assertThat(kari.get("/api/commands/" + command.text("commandId")).text("requested_by"))
                .isEqualTo("kari");
        assertThat(kari.get("/api/users").status()).isEqualTo(403);
    }

    @Test
    void aPasswordOpensADashboardSession() {
        fleetd.addUser("kari", PASSWORD, "\"role\":\"viewer\"");

        Reply login = admin.anonymous().post("/api/login", "{\"user\":\" Kari \",\"password\":\"" + PASSWORD + "\"}");

        String cookie = login.header("Set-Cookie").replaceFirst(";.*", "");
        assertThat(login.text("role")).isEqualTo("viewer");
        assertThat(admin.anonymous().get("/api/whoami", "Cookie", cookie).text("name"))
                .isEqualTo("kari");
    }

    @Test
    void whatIsWrongWithALoginIsNotTold() {
        fleetd.addUser("kari", PASSWORD, "\"role\":\"viewer\"");
        fleetd.addUser("ola", PASSWORD, "\"role\":\"viewer\"");
        admin.patch("/api/users/ola", "{\"enabled\":false}");

        Reply wrong = fleetd.logIn("kari", "wrong horse");
        Reply unknown = fleetd.logIn("nils", PASSWORD);
        Reply disabled = fleetd.logIn("ola", PASSWORD);

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(List.of(unknown.body(), disabled.body())).containsOnly(wrong.body());
    }

    @Test
    void passwordsOfAUserAreTriedAtMostTenTimesAMinuteTheRightOneToo() {
        fleetd.addUser("kari", PASSWORD, "\"role\":\"viewer\"");
        IntStream.range(0, 10).forEach(i -> fleetd.logIn("kari", "wrong horse"));

        Reply right = fleetd.logIn("kari", PASSWORD);
        Reply unknown = fleetd.logIn("nils", PASSWORD);
        fleetd.clock().advanceNanoTime(Duration.ofSeconds(61));
        Reply later = fleetd.logIn("kari", PASSWORD);

        assertThat(right.status()).isEqualTo(429);
        assertThat(right.header("Retry-After")).isNotEmpty();
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(later.status()).isEqualTo(201);
    }

    @Test
    void aFloodOfLoginsIsNotAllHashedAndLeavesTheServerToOthers() {
        List<CompletableFuture<Reply>> flood = IntStream.range(0, 12)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> fleetd.logIn("user" + i, PASSWORD)))
                .toList();

        int other = status(admin);

        assertThat(other).isEqualTo(200);
        assertThat(flood.stream().map(CompletableFuture::join).map(Reply::status))
                .containsOnly(401, 429);
    }

    @Test
    void aDisabledUserIsOutAtOnceAndItsStreamsEnd() {
        Api kari = kari();
        Reply session = admin.anonymous().post("/api/login", "{\"user\":\"kari\",\"password\":\"" + PASSWORD + "\"}");
        String cookie = session.header("Set-Cookie").replaceFirst(";.*", "");
        try (EventReader events = kari.events("/api/events")) {
            events.awaitEvent("ready");

            admin.patch("/api/users/kari", "{\"enabled\":false}");

            assertThat(status(kari)).isEqualTo(401);
            assertThat(admin.anonymous().get("/api/whoami", "Cookie", cookie).status())
                    .isEqualTo(401);
            events.awaitEnd();
        }
        admin.patch("/api/users/kari", "{\"enabled\":true}");
        assertThat(status(kari)).isEqualTo(401);
        assertThat(fleetd.logIn("kari", PASSWORD).status()).isEqualTo(201);
    }

    @Test
    void aNewRoleCountsFromTheNextRequestOnAndEndsStreams() {
        Api kari = kari();
        try (EventReader events = kari.events("/api/events")) {
            events.awaitEvent("ready");

            admin.patch("/api/users/kari", "{\"role\":\"viewer\"}");

            assertThat(kari.get("/api/whoami").text("role")).isEqualTo("viewer");
            events.awaitEnd();
        }
    }

    @Test
    void loggingOutEndsTheLoginAndItsStreams() {
        Api kari = kari();
        try (EventReader events = kari.events("/api/events")) {
            events.awaitEvent("ready");

            Reply logout = kari.post("/api/logout");

            assertThat(logout.object().get("revoked").getAsBoolean()).isTrue();
            assertThat(status(kari)).isEqualTo(401);
            events.awaitEnd();
        }
    }

    @Test
    void aMachinesTokenOutlivesALogout() {
        Api ci = fleetd.apiOf("ci", "\"role\":\"viewer\"");

        Reply logout = ci.post("/api/logout");

        assertThat(logout.object().get("revoked").getAsBoolean()).isFalse();
        assertThat(status(ci)).isEqualTo(200);
    }

    @Test
    void aRevokedTokenEndsWithItsSessionAndItsStreams() {
        Reply created = admin.post("/api/access-tokens", "{\"name\":\"ci\",\"role\":\"viewer\"}");
        Api ci = admin.withToken(created.text("token"));
        Reply session = ci.anonymous().post("/api/login", "{\"token\":\"" + created.text("token") + "\"}");
        String cookie = session.header("Set-Cookie").replaceFirst(";.*", "");
        try (EventReader byToken = ci.events("/api/events");
                EventReader bySession = ci.anonymous().events("/api/events", "Cookie", cookie)) {
            byToken.awaitEvent("ready");
            bySession.awaitEvent("ready");

            admin.delete("/api/access-tokens/" + created.text("id"));

            assertThat(status(ci)).isEqualTo(401);
            assertThat(ci.anonymous().get("/api/whoami", "Cookie", cookie).status())
                    .isEqualTo(401);
            byToken.awaitEnd();
            bySession.awaitEnd();
        }
    }

    @Test
    void aNewPasswordEndsTheOtherLoginsAndNotTheOneThatMadeIt() {
        Api here = kari();
        Api elsewhere = admin.withToken(fleetd.logIn("kari", PASSWORD).text("access_token"));

        Reply changed =
                here.put("/api/account/password", "{\"current\":\"" + PASSWORD + "\",\"password\":\"another horse\"}");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(status(here)).isEqualTo(200);
        assertThat(status(elsewhere)).isEqualTo(401);
        assertThat(fleetd.logIn("kari", PASSWORD).status()).isEqualTo(401);
        assertThat(fleetd.logIn("kari", "another horse").status()).isEqualTo(201);
    }

    @Test
    void aLoginEndsThirtyDaysAfterItsLastUse() {
        fleetd.addUser("kari", PASSWORD, "\"role\":\"operator\"");
        Reply login = fleetd.logIn("kari", PASSWORD);
        fleetd.clock().advance(Duration.ofDays(29));
        Reply used = fleetd.refresh(login.text("refresh_token"));
        fleetd.clock().advance(Duration.ofDays(29));
        Reply usedAgain = fleetd.refresh(used.text("refresh_token"));
        fleetd.clock().advance(Duration.ofDays(30));
        Reply over = fleetd.refresh(usedAgain.text("refresh_token"));

        assertThat(List.of(used.status(), usedAgain.status(), over.status())).containsExactly(200, 200, 401);
    }

    @Test
    void aMachinesTokenExpires() {
        Api ci = fleetd.apiOf("ci", "\"role\":\"viewer\",\"expires_in_seconds\":3600");
        fleetd.clock().advance(Duration.ofSeconds(3599));
        int before = status(ci);
        fleetd.clock().advance(Duration.ofSeconds(1));

        assertThat(before).isEqualTo(200);
        assertThat(status(ci)).isEqualTo(401);
    }

    @Test
    void theLastUseOfATokenIsShown() {
        Api ci = fleetd.apiOf("ci", "\"role\":\"viewer\"");
        boolean unused = token("api").get("last_used_at").isJsonNull();
        status(ci);

        assertThat(unused).isTrue();
        assertThat(token("api").get("last_used_at").getAsString())
                .isEqualTo(fleetd.clock().instant().toString());
    }

    @Test
    void theLastAdminStays() {
        fleetd.addUser("ola", PASSWORD, "\"role\":\"admin\"");
        Api ola = admin.withToken(fleetd.logIn("ola", PASSWORD).text("access_token"));
        ola.delete("/api/access-tokens/" + token("first").get("id").getAsString());

        List<Reply> refused = List.of(
                ola.patch("/api/users/ola", "{\"enabled\":false}"),
                ola.patch("/api/users/ola", "{\"role\":\"operator\"}"),
                ola.patch("/api/users/ola", "{\"venues\":[\"Oslo\"]}"));

        assertThat(status(admin)).isEqualTo(401);
        assertThat(refused).extracting(Reply::status).containsOnly(409);
        assertThat(ola.get("/api/users").status()).isEqualTo(200);
    }

    @Test
    void theFirstTokenIsNotRevokedWhileNobodyElseIsAdmin() {
        Reply refused =
                admin.delete("/api/access-tokens/" + token("first").get("id").getAsString());

        assertThat(refused.status()).isEqualTo(409);
        assertThat(status(admin)).isEqualTo(200);
    }

    @Test
    void aNameBelongsToOne() {
        fleetd.addUser("kari", PASSWORD, "\"role\":\"viewer\"");

        Reply user =
                admin.post("/api/users", "{\"name\":\"admin\",\"role\":\"viewer\",\"password\":\"" + PASSWORD + "\"}");
        Reply token = admin.post("/api/access-tokens", "{\"name\":\"kari\",\"role\":\"viewer\"}");

        assertThat(List.of(user.status(), token.status())).containsOnly(409);
    }

    @Test
    void aRevokedTokensNameIsNoUsers() {
        String id = admin.post("/api/access-tokens", "{\"name\":\"deploy\",\"role\":\"viewer\"}")
                .text("id");
        admin.delete("/api/access-tokens/" + id);

        Reply user = admin.post(
                "/api/users", "{\"name\":\"deploy\",\"role\":\"viewer\",\"password\":\"long enough for it\"}");

        assertThat(user.status()).isEqualTo(409);
        assertThat(user.text("error")).contains("was a token's");
    }

    @Test
    void allOfItIsThereAfterARestart() {
        Api kari = kari();
        Api ci = fleetd.apiOf("ci", "\"role\":\"operator\",\"tags\":[\"canary\"],\"may\":[\"update\"]");
        fleetd.close();

        try (RunningFleetd again = fleetd.startAgain(RunningFleetd.options(data))) {
            Api there = again.api();
            assertThat(there.withToken(kari.token()).get("/api/whoami").text("role"))
                    .isEqualTo("operator");
            assertThat(there.withToken(ci.token()).get("/api/whoami").body())
                    .contains("\"tags\":[\"canary\"],\"may\":[\"update\"]");
            assertThat(again.logIn("kari", PASSWORD).status()).isEqualTo(201);
        }
    }

    @Test
    void theLastUseOfATokenIsThereAfterARestart() {
        String used = fleetd.clock().instant().toString();
        kari().get("/api/devices");
        fleetd.close();
        fleetd.clock().advance(Duration.ofHours(1));

        try (RunningFleetd again = fleetd.startAgain(RunningFleetd.options(data))) {
            assertThat(again.api().get("/api/access-tokens").array().asList().stream()
                            .map(JsonElement::getAsJsonObject)
                            .filter(token -> token.get("kind").getAsString().equals("login"))
                            .map(token -> token.get("last_used_at").getAsString()))
                    .containsExactly(used);
        }
    }

    @Test
    void neitherPasswordsNorTokensStandInAnyFile() throws IOException {
        Api kari = kari();
        fleetd.close();

        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertThat(content).doesNotContain(PASSWORD).doesNotContain(kari.token());
            }
        }
    }

    @Test
    void aBackupHasNoPassword() throws IOException {
        kari();

        Reply backup = admin.post("/api/server/backup");

        assertThat(backup.status()).isEqualTo(200);
        assertThat(backup.body()).contains("left out of the backup").doesNotContain("$2a$12$");
    }
}
