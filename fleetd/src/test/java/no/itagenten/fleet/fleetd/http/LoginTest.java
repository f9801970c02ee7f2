package no.itagenten.fleet.fleetd.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.fleetd.FleetdOptions;
import no.itagenten.fleet.fleetd.testing.Api;
import no.itagenten.fleet.fleetd.testing.DeviceIdentity;
import no.itagenten.fleet.fleetd.testing.Reply;
import no.itagenten.fleet.fleetd.testing.RunningFleetd;
import no.itagenten.fleet.fleetd.testing.TestDevice;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboard's session: opened by a token, carried by a cookie, and of no use to another site's page. */
class LoginTest {

    private static final String PUBLIC = "https://fleet.example.org";

    @TempDir
    static Path data;

    private static RunningFleetd fleetd;
    private static Api anyone;

    @BeforeAll
    static void start() {
        FleetdOptions options =
                RunningFleetd.options(data, Optional.of(URI.create(PUBLIC + "/")), List.of(Cidr.parse("127.0.0.0/8")));
        fleetd = RunningFleetd.start(options.withOpenEnrollment());
        anyone = fleetd.api().anonymous();
    }

    @AfterAll
    static void stop() {
        fleetd.close();
    }

    private static Reply login(String... headers) {
        return anyone.post("/api/login", "{\"token\":\"" + fleetd.adminToken() + "\"}", headers);
    }

    private static String cookie(Reply login) {
        String cookie = login.header("Set-Cookie");
        return cookie.substring(0, cookie.indexOf(';'));
    }

    @Test
    void aTokenOpensASession() {
        Reply login = login();

        assertThat(login.status()).isEqualTo(200);
        assertThat(login.object())
                .hasToString("{\"name\":\"admin\",\"role\":\"admin\",\"venues\":[],\"tags\":[],\"may\":[]}");
        assertThat(login.header("Set-Cookie"))
                .contains("HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=604800")
                .doesNotContain("Secure")
                .doesNotContain(fleetd.adminToken());
        assertThat(anyone.get("/api/whoami", "Cookie", cookie(login)).status()).isEqualTo(200);
    }

    @Test
    void theFirstPageDependsOnTheSession() throws IOException {
        Reply without = anyone.get("/");
        Reply with = anyone.get("/", "Cookie", cookie(login()));

        assertThat(without.status()).isEqualTo(200);
        assertThat(without.body()).isEqualTo(page("login.html"));
        assertThat(with.status()).isEqualTo(200);
        assertThat(with.body()).isEqualTo(page("dashboard.html"));
    }

    private static String page(String name) throws IOException {
        try (InputStream in = FleetdOptions.class.getResourceAsStream("web/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void theCookieIsSecureWhenATrustedProxySpeaksTls() {
        assertThat(login("X-Forwarded-Proto", "https").header("Set-Cookie")).contains("; Secure");
        assertThat(login("X-Forwarded-Proto", "http").header("Set-Cookie")).doesNotContain("Secure");
    }

    @Test
    void aServerWithATlsUrlDemandsIt() {
        assertThat(anyone.get("/health").header("Strict-Transport-Security")).startsWith("max-age=");
    }

    @Test
    void loggingOutEndsTheSession() {
        String cookie = cookie(login());

        Reply logout = anyone.post("/api/logout", "", "Cookie", cookie);

        assertThat(logout.status()).isEqualTo(200);
        assertThat(logout.header("Set-Cookie")).contains("Max-Age=0");
        assertThat(anyone.get("/api/whoami", "Cookie", cookie).status()).isEqualTo(401);
    }

    @Test
    void aSessionEndsAfterAWeek() {
        String cookie = cookie(login());
        fleetd.clock().advance(Duration.ofDays(7).minusSeconds(1));
        int before = anyone.get("/api/whoami", "Cookie", cookie).status();
        fleetd.clock().advance(Duration.ofSeconds(1));

        assertThat(before).isEqualTo(200);
        assertThat(anyone.get("/api/whoami", "Cookie", cookie).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"token\":\"r58a_wrong\"}",
                "{\"token\":\"\"}",
            })
    void aWrongTokenOpensNone(String body) {
        Reply reply = anyone.post("/api/login", body);

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.headers().map()).doesNotContainKey("Set-Cookie");
    }

    @Test
    void wrongTokensOfAnAddressLockNobodyElseOfItOut() {
        String enrollmentToken = fleetd.enrollmentToken();
        for (int i = 0; i < 30; i++) {
            anyone.post("/api/login", "{\"token\":\"r58a_" + i + "\"}");
        }

        Reply wrong = anyone.post("/api/login", "{\"token\":\"r58a_wrong\"}");
        Reply right = login();
        Reply enrolled =
                anyone.post("/api/enroll", DeviceIdentity.ed25519("neighbour").enrollRequest(enrollmentToken));
        Reply anotherSecret = anyone.get("/api/whoami", "Authorization", "Bearer r58a_wrong");
        fleetd.clock().advanceNanoTime(Duration.ofMinutes(2));

        assertThat(wrong.status()).isEqualTo(429);
        assertThat(right.status()).isEqualTo(200);
        assertThat(enrolled.status()).isEqualTo(201);
        assertThat(anotherSecret.status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"token\":null}", "{\"token\":5}", "", "[]"})
    void aLoginWithoutATokenIsABadRequest(String body) {
        assertThat(anyone.post("/api/login", body).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "https://evil.example",
                "http://fleet.example.org",
                "https://fleet.example.org.evil.example",
                "https://fleet.example.org.evil",
                "https://evil.fleet.example.org",
                "https://evilfleet.example.org",
                "https://fleet.example.org.",
                "https://fleet.example.org@evil.example",
                "HTTPS://FLEET.EXAMPLE.ORG",
                "https://fleet.example.org:443",
                "wss://fleet.example.org",
                "fleet.example.org",
                "http://null",
                "file://",
                "https://fleet.example.org:444",
                "https://fleet.example.org/",
                "http://127.0.0.1",
                "http://localhost:1"
            })
    void aPageOfAnotherSiteGetsNowhereWithTheCookie(String origin) {
        String cookie = cookie(login());

        Reply read = anyone.get("/api/devices", "Cookie", cookie, "Origin", origin);
        Reply write = anyone.post("/api/enrollment-tokens", "{}", "Cookie", cookie, "Origin", origin);
        Reply stream = anyone.get("/api/events", "Cookie", cookie, "Origin", origin);
        Reply login = login("Origin", origin);
        Reply loginForToken = anyone.post("/api/login/token", "{}", "Origin", origin);

        for (Reply reply : List.of(read, write, stream, login, loginForToken)) {
            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.code()).isEqualTo("forbidden");
        }
    }

    @Test
    void ourOwnPagesMayDoAll() {
        String cookie = cookie(login("Origin", PUBLIC));

        for (String origin : List.of(PUBLIC, fleetd.url())) {
            assertThat(anyone.get("/api/devices", "Cookie", cookie, "Origin", origin)
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aProgramWithATokenHasNoOrigin() {
        Reply reply = fleetd.api().get("/api/devices", "Origin", "https://evil.example");

        assertThat(reply.status())
                .as("a page cannot know the token, so that its origin does not matter")
                .isEqualTo(200);
    }

    @Test
    void aPageOfAnotherSiteCannotBeADevice() {
        HttpResponse<?> refusal = TestDevice.refusal(fleetd, "browser", "Origin", "https://evil.example");

        assertThat(refusal.statusCode()).isEqualTo(403);
    }

    @Test
    void aPageOfAnotherSiteCannotEnrol() {
        assertThat(anyone.post("/api/enroll", "{}", "Origin", "null").status()).isEqualTo(403);
    }
}
