package no.itagenten.fleet.fleetd.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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

/** What holds for every request: methods, bodies, sizes, HEAD. */
class RequestRulesTest {

    private static final int TWO_MEGABYTES = 2 * 1024 * 1024;

    @TempDir
    static Path data;

    private static RunningFleetd fleetd;
    private static Api api;

    @BeforeAll
    static void start() {
        fleetd = RunningFleetd.startOpen(data);
        api = fleetd.api();
        TestDevice.connect(fleetd, "box").heartbeat().close();
    }

    @AfterAll
    static void stop() {
        fleetd.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE | /health | GET, HEAD",
                "GET | /api/login | POST",
                "HEAD | /api/login | POST",
                "POST | /api/whoami | GET, HEAD",
                "PUT | /api/devices/box | DELETE, GET, HEAD, PATCH",
                "GET | /api/devices/box/credential | DELETE",
                "POST | /api/devices/box/logs | GET, HEAD",
                "GET | /api/devices/box/restart | POST",
                "PATCH | /api/devices/box/config | GET, HEAD, PUT",
                "DELETE | /api/enrollment-tokens | GET, HEAD, POST",
                "OPTIONS | /api/commands | GET, HEAD",
                "TRACE | /api/events | GET, HEAD",
                "BREW | /api/devices | GET, HEAD"
            })
    void anotherMethodIsRefusedWithTheOnesThatAreAllowed(String method, String path, String allowed)
            throws IOException {
        try (RawHttp http = new RawHttp(fleetd.port())) {
            String answer = http.send(method + " " + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                            + fleetd.adminToken() + "\r\n\r\n")
                    .answer();

            assertThat(answer).startsWith("HTTP/1.1 405").contains("\r\nAllow: " + allowed + "\r\n");
        }
    }

    @Test
    void anUnknownPathIsNotFound() {
        Reply reply = api.get("/api/nothing");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.code()).isEqualTo("not_found");
        assertThat(reply.object().keySet()).containsExactlyInAnyOrder("error", "code");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/health",
                "/api/whoami",
                "/api/devices",
                "/api/devices/box",
                "/api/devices/box/status",
                "/api/devices/box/logs",
                "/api/devices/box/config",
                "/api/devices/box/commands",
                "/api/commands",
                "/api/enrollment-tokens",
                "/api/nothing",
                "/api/devices/nobody"
            })
    void headAnswersAsGetWithoutTheBody(String path) {
        Reply get = api.get(path);

        Reply head = api.head(path);

        assertThat(head.status()).isEqualTo(get.status());
        assertThat(head.body()).isEmpty();
        assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
        assertThat(head.header("Content-Length")).isEqualTo(get.header("Content-Length"));
    }

    @Test
    void headOfTheEventStreamEndsAtOnce() {
        Reply reply = api.head("/api/events");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).startsWith("text/event-stream");
    }

    @Test
    void anEmptyBodyNeedsNoContentTypeAndEqualsNone() {
        Reply without = api.post("/api/enrollment-tokens");
        Reply empty = api.send("POST", "/api/enrollment-tokens", BodyPublishers.ofString(""), "Content-Type", "text/x");

        assertThat(without.status()).isEqualTo(201);
        assertThat(empty.status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonx"})
    void aBodyOfAnotherTypeIsRefused(String type) {
        Reply reply = api.send(
                "PATCH", "/api/devices/box", BodyPublishers.ofString("{\"name\":\"x\"}"), "Content-Type", type);

        assertThat(reply.status()).isEqualTo(415);
        assertThat(reply.code()).isEqualTo("unsupported_media_type");
    }

    @Test
    void aBodyWithoutATypeIsRefused() {
        assertThat(api.send("PATCH", "/api/devices/box", BodyPublishers.ofString("{}"))
                        .status())
                .isEqualTo(415);
    }

    @Test
    void aTypeMayHaveParameters() {
        Reply reply = api.send(
                "PATCH",
                "/api/devices/box",
                BodyPublishers.ofString("{}"),
                "Content-Type",
                "Application/JSON;charset=utf-8");

        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    void aBodyThatIsNotUtf8IsRefused() {
        Reply reply = api.send(
                "PATCH",
                "/api/devices/box",
                BodyPublishers.ofByteArray(new byte[] {'{', '"', (byte) 0xc3, (byte) 0x28, '"', ':', '1', '}'}),
                "Content-Type",
                "application/json");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("malformed_json");
    }

    @Test
    void aBodyNestedDeeplyIsRefused() {
        String deep = "{\"name\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

        assertThat(api.patch("/api/devices/box", deep).status()).isEqualTo(400);
    }

    @Test
    void aLengthOfTwoMegabytesIsRefusedBeforeTheBodyIsSent() throws IOException {
        try (RawHttp http = new RawHttp(fleetd.port())) {
            String answer = http.send(post("Content-Length: " + TWO_MEGABYTES)).answer();

            assertThat(answer).startsWith("HTTP/1.1 413").contains("payload_too_large");
        }
    }

    @Test
    void aBodyOfTwoMegabytesIsRefused() {
        Reply reply = api.post("/api/devices/box/restart", "{\"service\":\"" + "x".repeat(TWO_MEGABYTES) + "\"}");

        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.code()).isEqualTo("payload_too_large");
    }

    @Test
    void aChunkedBodyOfTwoMegabytesIsRefused() throws IOException {
        try (RawHttp http = new RawHttp(fleetd.port())) {
            http.send(post("Transfer-Encoding: chunked"));
            String chunk = "4000\r\n" + "x".repeat(0x4000) + "\r\n";
            for (int sent = 0; sent <= 1024 * 1024; sent += 0x4000) {
                http.send(chunk);
            }

            assertThat(http.answer()).startsWith("HTTP/1.1 413").contains("payload_too_large");
        }
    }

    @Test
    void aBodyOfJustUnderOneMegabyteIsRead() {
        byte[] body = ("{\"ignored\":\"" + "x".repeat(1024 * 1024 - 14) + "\"}").getBytes(StandardCharsets.UTF_8);

        Reply known = api.send(
                "PATCH", "/api/devices/box", BodyPublishers.ofByteArray(body), "Content-Type", "application/json");
        Reply chunked = api.send(
                "PATCH",
                "/api/devices/box",
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)),
                "Content-Type",
                "application/json");

        assertThat(body).hasSize(1024 * 1024);
        assertThat(known.status()).isEqualTo(200);
        assertThat(chunked.status()).isEqualTo(200);
    }

    private static String post(String header) {
        return "POST /api/devices/box/restart HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + fleetd.adminToken()
                + "\r\nContent-Type: application/json\r\n" + header + "\r\n\r\n";
    }

    @Test
    void headersHaveABound() throws IOException {
        try (RawHttp http = new RawHttp(fleetd.port())) {
            String answer = http.send("GET /health HTTP/1.1\r\nHost: x\r\nX-Long: " + "x".repeat(20_000) + "\r\n\r\n")
                    .answer();

            assertThat(answer).doesNotStartWith("HTTP/1.1 200");
        }
    }

    @Test
    void tooManyCookiesAreABadRequest() {
        Reply reply = api.anonymous().get("/api/devices", "Cookie", "a=b; ".repeat(60) + "a=b");

        assertThat(reply.status()).isBetween(400, 499);
    }
}
