package no.itagenten.fleet.fleetd.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import no.itagenten.fleet.fleetd.testing.Api;
import no.itagenten.fleet.fleetd.testing.RawHttp;
import no.itagenten.fleet.fleetd.testing.Reply;
import no.itagenten.fleet.fleetd.testing.RunningFleetd;
import no.itagenten.fleet.fleetd.testing.TestDevice;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing of the fleet is told to anybody without a token, whatever the path looks like. */
class AccessControlTest {

    @TempDir
    static Path data;

    private static RunningFleetd fleetd;
    private static Api api;

    @BeforeAll
    static void start() {
        fleetd = RunningFleetd.startOpen(data);
        api = fleetd.api();
        TestDevice.connect(fleetd, "secret-box").heartbeat().close();
    }

    @AfterAll
    static void stop() {
        fleetd.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/api/whoami",
        "POST,/api/logout",
        "GET,/api/devices",
        "GET,/api/devices/secret-box",
        "PATCH,/api/devices/secret-box",
        "DELETE,/api/devices/secret-box",
        "DELETE,/api/devices/secret-box/credential",
        "POST,/api/devices/secret-box/approve",
        "POST,/api/devices/secret-box/reject",
        "POST,/api/devices/secret-box/rotate-key",
        "POST,/api/devices/secret-box/replace",
        "GET,/api/devices/secret-box/status",
        "GET,/api/devices/secret-box/logs",
        "GET,/api/devices/secret-box/logs?follow=1",
        "POST,/api/devices/secret-box/restart",
        "POST,/api/devices/secret-box/update",
        "POST,/api/devices/secret-box/reboot",
        "POST,/api/devices/secret-box/unblock",
        "PUT,/api/devices/secret-box/lock",
        "DELETE,/api/devices/secret-box/lock",
        "PUT,/api/devices/secret-box/windows",
        "DELETE,/api/devices/secret-box/windows",
        "PUT,/api/tags/canary/windows",
        "DELETE,/api/tags/canary/windows",
        "GET,/api/windows",
        "POST,/api/devices/secret-box/service",
        "POST,/api/devices/secret-box/bundle",
        "GET,/api/commands/cmd-1/bundle",
        "POST,/api/devices/secret-box/agent-update",
        "GET,/api/agent/releases",
        "POST,/api/agent/releases",
        "DELETE,/api/agent/releases/1.0.0",
        "GET,/api/devices/secret-box/config",
        "PUT,/api/devices/secret-box/config",
        "GET,/api/devices/secret-box/commands",
        "GET,/api/commands",
        "GET,/api/commands/cmd-1",
        "POST,/api/commands/cmd-1/cancel",
        "PUT,/api/account/password",
        "GET,/api/users",
        "POST,/api/users",
        "PATCH,/api/users/kari",
        "PUT,/api/users/kari/password",
        "GET,/api/access-tokens",
        "POST,/api/access-tokens",
        "DELETE,/api/access-tokens/at-1",
        "GET,/api/enrollment-tokens",
        "POST,/api/enrollment-tokens",
        "DELETE,/api/enrollment-tokens/et-1",
        "POST,/api/enrollment-tokens/et-1/disable",
        "POST,/api/enrollment-tokens/et-1/enable",
        "GET,/api/events",
        "GET,/api/server/check",
        "POST,/api/server/backup",
        "GET,/api/unknown",
        "GET,/unknown",
        "PUT,/api/login",
        "GET,/api/devices/nobody"
    })
    void everythingElseNeedsAToken(String method, String path) {
        Reply without = api.anonymous().sendJson(method, path, "{}");
        Reply wrong = api.withToken("r58a_wrong" + method + path.hashCode()).sendJson(method, path, "{}");

        for (Reply reply : List.of(without, wrong)) {
            assertThat(reply.status()).isIn(401, 429);
            assertThat(reply.object().keySet()).containsExactlyInAnyOrder("error", "code");
            assertThat(reply.body()).doesNotContain("secret-box");
        }
        assertThat(without.status()).isEqualTo(401);
        assertThat(without.header("WWW-Authenticate")).isEqualTo("Bearer");
        fleetd.clock().advanceNanoTime(Duration.ofMinutes(2)); // wrong tokens are counted by the minute
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//api/devices",
                "/api//devices",
                "/./api/devices",
                "/api/../api/devices",
                "/assets/../api/devices",
                "/health/../api/devices",
                "/api/devices/",
                "/api/devices/..%2f",
                "/api/devices;jsessionid=1",
                "/api;x=1/devices",
                "/health;/../api/devices",
                "/api%2fdevices",
                "/%2fapi/devices",
                "/api/%64evices",
                "/%61pi/devices",
                "/api/login/../devices",
                "/api/devices%00",
                "/api/devices?/health",
                "/api/devices#/health",
                "/API/DEVICES",
                "\\api\\devices",
                "/api\\devices",
                "http://other/api/devices",
                "/health%2f..%2fapi%2fdevices"
            })
    void aTrickyPathTellsNothing(String path) throws IOException {
        try (RawHttp http = new RawHttp(fleetd.port())) {
            String answer = http.send("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                    .answer();

            assertThat(answer).doesNotContain("secret-box").doesNotStartWith("HTTP/1.1 200");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic YTpi",
                "Bearer",
                "Bearer ",
                "bearer\t",
                "Token x",
                "Bearer null",
                "R58-Device challenge=\"x\""
            })
    void anAuthorizationOfAnotherKindIsNone(String header) throws IOException {
        try (RawHttp http = new RawHttp(fleetd.port())) {
            String answer = http.send("GET /api/devices HTTP/1.1\r\nHost: x\r\nAuthorization: " + header + "\r\n\r\n")
                    .answer();

            assertThat(answer).startsWith("HTTP/1.1 401");
        }
    }

    @Test
    void theSchemeIsWrittenInAnyCase() {
        Reply reply = api.anonymous().get("/api/whoami", "Authorization", "bearer " + fleetd.adminToken());

        assertThat(reply.object())
                .hasToString("{\"name\":\"admin\",\"role\":\"admin\",\"venues\":[],\"tags\":[],\"may\":[]}");
    }

    @Test
    void whoGuessesTokensIsSlowedDownButTheRightTokenStillWorks() {
        fleetd.clock().advanceNanoTime(Duration.ofMinutes(2));
        for (int i = 0; i < 40; i++) {
            api.withToken("r58a_guess" + i).get("/api/devices");
        }

        Reply guess = api.withToken("r58a_another").get("/api/devices");
        Reply right = api.get("/api/devices");
        fleetd.clock().advanceNanoTime(Duration.ofMinutes(2));
        Reply later = api.withToken("r58a_another").get("/api/devices");

        assertThat(guess.status()).isEqualTo(429);
        assertThat(right.status()).isEqualTo(200);
        assertThat(later.status()).isEqualTo(401);
    }

    @Test
    void healthIsOpenAndTellsNothingOfTheFleet() {
        Reply reply = api.anonymous().get("/health");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.object().keySet()).containsExactlyInAnyOrder("status", "service", "timestamp", "version");
        assertThat(reply.text("status")).isEqualTo("ok");
        assertThat(reply.text("service")).isEqualTo("r58-fleet-api");
    }

    @Test
    void theFirstPageIsTheLoginFormWithoutASession() {
        Reply reply = api.anonymous().get("/");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).startsWith("text/html");
        assertThat(reply.body()).doesNotContain("secret-box");
    }

    @Test
    void aPageThatHasNotChangedIsNotSentAgain() {
        String tag = api.anonymous().get("/").header("ETag");

        Reply reply = api.anonymous().get("/", "If-None-Match", tag);

        assertThat(reply.status()).isEqualTo(304);
        assertThat(reply.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/health", "/api/devices", "/api/nothing", "/ws?deviceId=x", "/ws", "/api/devices/..%2f"})
    void everyAnswerCarriesTheSecurityHeaders(String path) {
        for (Reply reply : List.of(
                api.get(path), api.anonymous().get(path), api.anonymous().post(path))) {
            assertThat(reply.header("Content-Security-Policy"))
                    .contains("default-src 'self'")
                    .contains("frame-ancestors 'none'");
            assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(reply.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(reply.headers().map()).doesNotContainKey("Strict-Transport-Security");
        }
    }

    @Test
    void anEventStreamCarriesTheSecurityHeaders() {
        try (var events = api.events("/api/events")) {
            assertThat(events.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(events.header("Cache-Control")).isEqualTo("no-store");
        }
    }
}
