package no.itagenten.fleet.fleetd.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import no.itagenten.fleet.fleetd.testing.Api;
import no.itagenten.fleet.fleetd.testing.EventReader;
import no.itagenten.fleet.fleetd.testing.Reply;
import no.itagenten.fleet.fleetd.testing.RunningFleetd;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pair of tokens that a login has, from one pair to the next, and the key that signs. */
class RefreshTest {

    private static final String PASSWORD = "correct horse";

    @TempDir
    private Path data;

    private RunningFleetd fleetd;
    private Api admin;
    private Reply login;

    @BeforeEach
    void start() {
        fleetd = RunningFleetd.start(data);
        admin = fleetd.api();
        fleetd.addUser("kari", PASSWORD, "\"role\":\"operator\"");
        login = fleetd.logIn("kari", PASSWORD);
    }

    @AfterEach
    void stop() {
        fleetd.close();
    }

    private int status(Reply tokens) {
        return admin.withToken(tokens.text("access_token")).get("/api/whoami").status();
    }

    private static String refreshToken(Reply tokens) {
        return tokens.text("refresh_token");
    }

    @Test
    void anAccessTokenIsGoodForFifteenMinutes() {
        fleetd.clock().advance(Duration.ofMinutes(15).minusSeconds(1));
        int before = status(login);
        fleetd.clock().advance(Duration.ofSeconds(1));

        assertThat(login.object().get("expires_in").getAsInt()).isEqualTo(900);
        assertThat(before).isEqualTo(200);
        assertThat(status(login)).isEqualTo(401);
        assertThat(status(fleetd.refresh(refreshToken(login)))).isEqualTo(200);
    }

    @Test
    void aRefreshTokenThatIsUsedTwiceEndsTheLogin() {
        Reply next = fleetd.refresh(refreshToken(login));
        int before = status(next);

        Reply again = fleetd.refresh(refreshToken(login));

        assertThat(before).isEqualTo(200);
        assertThat(again.status()).isEqualTo(401);
        assertThat(status(next)).isEqualTo(401);
        assertThat(status(login)).isEqualTo(401);
        assertThat(fleetd.refresh(refreshToken(next)).status()).isEqualTo(401);
    }

    @Test
    void soDoesOneOfLongAgo() {
        Reply latest = login;
        for (int i = 0; i < 5; i++) {
            latest = fleetd.refresh(refreshToken(latest));
        }

        Reply again = fleetd.refresh(refreshToken(login));

        assertThat(again.status()).isEqualTo(401);
        assertThat(status(latest)).isEqualTo(401);
    }

    @Test
    void theSameRequestIsAnsweredAgainWhenItsAnswerWasLost() {
        Reply lost = fleetd.refresh(refreshToken(login), "Idempotency-Key", "3f0c");

        Reply again = fleetd.refresh(refreshToken(login), "Idempotency-Key", "3f0c");

        assertThat(again.status()).isEqualTo(200);
        assertThat(status(again)).isEqualTo(200);
        assertThat(fleetd.refresh(refreshToken(again)).status()).isEqualTo(200);
        assertThat(fleetd.refresh(refreshToken(lost)).status())
                .as("the lost one, found by somebody")
                .isEqualTo(401);
    }

    @Test
    void butOnlyWithTheSameKey() {
        fleetd.refresh(refreshToken(login), "Idempotency-Key", "3f0c");

        assertThat(fleetd.refresh(refreshToken(login), "Idempotency-Key", "4a1b")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aLaptopThatFellAsleepOverItGetsItsAnswerHoursLater() {
        fleetd.refresh(refreshToken(login), "Idempotency-Key", "3f0c");
        fleetd.clock().advance(Duration.ofHours(8));
        Reply lostToo = fleetd.refresh(refreshToken(login), "Idempotency-Key", "3f0c");
        fleetd.clock().advance(Duration.ofHours(8));

        Reply awake = fleetd.refresh(refreshToken(login), "Idempotency-Key", "3f0c");

        assertThat(List.of(lostToo.status(), awake.status())).containsOnly(200);
        assertThat(status(awake)).isEqualTo(200);
        assertThat(fleetd.refresh(refreshToken(awake)).status()).isEqualTo(200);
    }

    @Test
    void butNotAfterADay() {
        fleetd.refresh(refreshToken(login), "Idempotency-Key", "3f0c");
        fleetd.clock().advance(Duration.ofHours(24));

        assertThat(fleetd.refresh(refreshToken(login), "Idempotency-Key", "3f0c")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void norAfterSomebodyHasUsedWhatWasAnswered() {
        Reply answered = fleetd.refresh(refreshToken(login), "Idempotency-Key", "3f0c");
        fleetd.clock().advance(Duration.ofMinutes(2));
        int used = status(answered);

        Reply copied = fleetd.refresh(refreshToken(login), "Idempotency-Key", "3f0c");

        assertThat(used).isEqualTo(200);
        assertThat(copied.status()).isEqualTo(401);
        assertThat(status(answered)).as("the login is ended").isEqualTo(401);
    }

    @Test
    void aTokenOfTwoChangesAgoIsACopyWhateverItsKey() {
        Reply second = fleetd.refresh(refreshToken(login), "Idempotency-Key", "3f0c");
        Reply third = fleetd.refresh(refreshToken(second), "Idempotency-Key", "4a1b");

        Reply copied = fleetd.refresh(refreshToken(login), "Idempotency-Key", "3f0c");

        assertThat(copied.status()).isEqualTo(401);
        assertThat(status(third)).isEqualTo(401);
    }

    @Test
    void ofManyWhoUseItAtOnceAtMostOneGetsOn() {
        List<CompletableFuture<Reply>> race = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> fleetd.refresh(refreshToken(login))))
                .toList();

        List<Integer> statuses =
                race.stream().map(CompletableFuture::join).map(Reply::status).toList();

        assertThat(statuses).containsOnlyOnce(200);
        assertThat(status(login))
                .as("it was copied, as far as the server can tell")
                .isEqualTo(401);
    }

    @Test
    void whatIsNoRefreshTokenEndsNothing() {
        String good = refreshToken(login);
        List<String> wrong = List.of(
                "",
                "r58l_",
                good.substring(0, good.length() - 1),
                good + "x",
                login.text("access_token"),
                "r58t_" + good);

        assertThat(wrong)
                .allSatisfy(token -> assertThat(fleetd.refresh(token).status()).isEqualTo(401));
        assertThat(fleetd.refresh(good).status()).isEqualTo(200);
    }

    @Test
    void aRefreshTokenOpensNothingByItself() {
        assertThat(admin.withToken(refreshToken(login)).get("/api/whoami").status())
                .isEqualTo(401);
    }

    @Test
    void aLoginThatIsRevokedOrWhoseUserIsDisabledGetsNoMoreTokens() {
        Reply other = fleetd.logIn("kari", PASSWORD);
        admin.delete("/api/access-tokens/" + login.text("login"));
        int revoked = fleetd.refresh(refreshToken(login)).status();
        int revokedAccess = status(login);
        int stays = status(other);

        admin.patch("/api/users/kari", "{\"enabled\":false}");

        assertThat(List.of(revoked, revokedAccess, stays)).containsExactly(401, 401, 200);
        assertThat(status(other)).isEqualTo(401);
        assertThat(fleetd.refresh(refreshToken(other)).status()).isEqualTo(401);
    }

    @Test
    void anOpenStreamOutlivesItsAccessTokenAndEndsWithTheLogin() {
        try (EventReader events = admin.withToken(login.text("access_token")).events("/api/events")) {
            events.awaitEvent("ready");
            fleetd.clock().advance(Duration.ofMinutes(20));
            Reply next = fleetd.refresh(refreshToken(login));
            fleetd.enrolled("later", "\"uses\":1");
            events.awaitEvent("device");

            admin.withToken(next.text("access_token")).post("/api/logout");

            events.awaitEnd();
        }
    }

    @Test
    void aNewSigningKeyLeavesTokensOfTheEarlierOneGoodUntilTheyAreOver() {
        admin.post("/api/server/signing-key");
        Reply later = fleetd.logIn("kari", PASSWORD);
        int earlier = status(login);
        int newer = status(later);
        fleetd.clock().advance(Duration.ofMinutes(15));

        assertThat(List.of(earlier, newer)).containsOnly(200);
        assertThat(keyId(later)).isNotEqualTo(keyId(login));
        assertThat(status(login)).isEqualTo(401);
        assertThat(status(fleetd.refresh(refreshToken(login)))).isEqualTo(200);
    }

    private static String keyId(Reply tokens) {
        return tokens.text("access_token").replaceFirst("\\..*", "");
    }

    @Test
    void theKeysAreThereAfterARestartAndForTheirOwnersEyes() throws IOException {
        admin.post("/api/server/signing-key");
        Reply later = fleetd.logIn("kari", PASSWORD);
        Path file = data.resolve("signing-keys.json");
        fleetd.close();

        try (RunningFleetd again = fleetd.startAgain(RunningFleetd.options(data))) {
            Api there = again.api();
            assertThat(there.withToken(login.text("access_token"))
                            .get("/api/whoami")
                            .status())
                    .isEqualTo(200);
            assertThat(there.withToken(later.text("access_token"))
                            .get("/api/whoami")
                            .status())
                    .isEqualTo(200);
            assertThat(again.refresh(refreshToken(login)).status()).isEqualTo(200);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file)).containsOnlyOnce("\"d\":");
    }

    @Test
    void aBackupHasNeitherLoginsNorTheKey() throws IOException {
        String key =
                Files.readString(data.resolve("signing-keys.json")).replaceFirst("(?s).*\"d\":\"([^\"]+)\".*", "$1");

        String backup = admin.post("/api/server/backup").body();

        assertThat(key).hasSize(43);
        assertThat(backup).doesNotContain(key).doesNotContain(login.text("login"));
    }

    @Test
    void noSecretOfALoginStandsInTheDatabase() throws IOException {
        fleetd.close();

        String database = Files.readString(data.resolve("fleet.db"), StandardCharsets.ISO_8859_1);

        assertThat(database)
                .contains(login.text("login"))
                .doesNotContain(refreshToken(login), refreshToken(login).substring(5, 26), login.text("access_token"));
    }
}
