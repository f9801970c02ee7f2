package no.itagenten.fleet.fleetd.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Path;
import no.itagenten.fleet.fleetd.testing.RawHttp;
import no.itagenten.fleet.fleetd.testing.RunningFleetd;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests of which two readers could differ about where they end. Each is refused, and its connection closed, so that nothing after
 * it is taken for a request of its own.
 */
class SmugglingTest {

    /** A request that would be answered 401 if it were taken for one. */
    private static final String HIDDEN = "GET /api/users HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

    @TempDir
    static Path data;

    private static RunningFleetd fleetd;

    @BeforeAll
    static void start() {
        fleetd = RunningFleetd.start(data);
    }

    @AfterAll
    static void stop() {
        fleetd.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\\r\\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\\r\\nContent-Length: 5",
                "Content-Length: 5\\r\\nContent-Length: 5",
                "Content-Length: 5\\r\\nContent-Length: 6",
                "Content-Length: 5, 5",
                "Content-Length: 5,6",
                "Content-Length: +5",
                "Content-Length: -1",
                "Content-Length: 0x5",
                "Content-Length: 5 5",
                "Content-Length: five",
                "Content-Length:",
                "Content-Length: 99999999999999999999",
                "Content-Length : 5",
                "Content-Length\\t: 5",
                " Content-Length: 5",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: chunked, chunked",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding: identity",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: chunked\\r\\nTransfer-Encoding: identity",
                "Transfer-Encoding: identity\\r\\nTransfer-Encoding: chunked",
                "Transfer-Encoding: \\x0bchunked",
                "Transfer-Encoding: \"chunked\"",
                "Transfer-Encoding : chunked",
                "Transfer-Encoding\\x00: chunked",
                "X: y\\r\\n Transfer-Encoding: chunked",
                "X: y\\r\\n\\tfolded",
                "X: y\\nTransfer-Encoding: chunked",
                "X: y\\rTransfer-Encoding: chunked",
                "X: a\\x00b",
                "X: a\\rb",
                "X y: z",
                "X(y: z",
                ": empty",
                "NoColon",
                "Host: y"
            })
    void aRequestThatTwoCouldReadDifferentlyIsRefusedAndEndsItsConnection(String headers) throws IOException {
        String answer = ask("GET /health HTTP/1.1\r\nHost: x\r\n" + unescaped(headers) + "\r\n\r\n0\r\n\r\n" + HIDDEN);

        assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain("HTTP/1.1 401");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /health HTTP/1.1\\nHost: x\\n\\n",
                "GET /health HTTP/1.1\\r\\nHost: x\\n\\r\\n",
                "GET /health HTTP/1.1\\r\\nHost: x\\r\\n\\n",
                "GET /health HTTP/1.1\\r\\n\\r\\n",
                "GET /health HTTP/1.1\\r\\nHost: x\\r\\nHost: x\\r\\n\\r\\n",
                "GET /health HTTP/2.0\\r\\nHost: x\\r\\n\\r\\n",
                "GET /health\\r\\n\\r\\n",
                "GET  /health HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n",
                "GET\\t/health\\tHTTP/1.1\\r\\nHost: x\\r\\n\\r\\n",
                "GET /health HTTP/1.1 \\r\\nHost: x\\r\\n\\r\\n",
                " GET /health HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n",
                "G\\x00T /health HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n",
                "PRI * HTTP/2.0\\r\\n\\r\\nSM\\r\\n\\r\\n",
                "\\x16\\x03\\x01\\x02\\x00\\x01\\x00\\x01\\xfc\\x03\\x03"
            })
    void aRequestThatIsNotQuiteHttpIsNotAnswered(String request) throws IOException {
        String answer = ask(unescaped(request));

        assertThat(answer).doesNotStartWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FFFFFFFFFFFFFFFF\\r\\n{}",
                "7FFFFFFFFFFFFFFF\\r\\n{}",
                "80000000\\r\\n{}",
                "-2\\r\\n{}\\r\\n0\\r\\n\\r\\n",
                "+2\\r\\n{}\\r\\n0\\r\\n\\r\\n",
                "0x2\\r\\n{}\\r\\n0\\r\\n\\r\\n",
                "zz\\r\\n{}\\r\\n0\\r\\n\\r\\n",
                "\\r\\n{}\\r\\n0\\r\\n\\r\\n",
                "2 2\\r\\n{}\\r\\n0\\r\\n\\r\\n",
                "2\\r\\n{}0\\r\\n\\r\\n",
                "2\\r\\n{}XX0\\r\\n\\r\\n",
                "2\\n{}\\n0\\n\\n"
            })
    void aBodyOfChunksIsTheLastThatIsReadOfItsConnection(String chunks) throws IOException {
        String answer = ask("POST /api/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n" + unescaped(chunks) + HIDDEN);

        assertThat(answer).doesNotContain("HTTP/1.1 401").doesNotContain("HTTP/1.1 200");
    }

    @Test
    void anExtensionOfAChunkHasABound() throws IOException {
        String answer = ask("POST /api/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n2;" + "x".repeat(6 * 1024 * 1024) + "\r\n{}\r\n0\r\n\r\n");

        assertThat(answer).doesNotContain("HTTP/1.1 200").doesNotContain("give a 'token'");
    }

    @Test
    void trailersAreNoHeaders() throws IOException {
        String answer =
                ask("GET /api/devices HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n"
                        + "\r\n0\r\nAuthorization: Bearer " + fleetd.adminToken() + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 401");
    }

    @Test
    void twoCredentialsAreNone() throws IOException {
        String answer = ask("GET /api/devices HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
                + fleetd.adminToken() + "\r\nAuthorization: Bearer other\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400");
    }

    @Test
    void requestsOneAfterAnotherAreAnsweredEachForItself() throws IOException {
        String answer = ask("GET /api/devices HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + fleetd.adminToken()
                + "\r\n\r\nGET /api/users HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200").contains("HTTP/1.1 401");
    }

    private static String ask(String request) throws IOException {
        try (RawHttp http = new RawHttp(fleetd.port())) {
            try {
                http.send(request);
            } catch (SocketException e) {
                // cut off in the middle
            }
            return http.toTheEnd();
        }
    }

    /** Control characters, which a Java literal in an annotation would hide from whoever reads a failure. */
    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '\\') {
                plain.append(text.charAt(i));
                continue;
            }
            char kind = text.charAt(++i);
            switch (kind) {
                case 'r' -> plain.append('\r');
                case 'n' -> plain.append('\n');
                case 't' -> plain.append('\t');
                case 'x' -> {
                    plain.append((char) Integer.parseInt(text.substring(i + 1, i + 3), 16));
                    i += 2;
                }
                default -> plain.append(kind);
            }
        }
        return plain.toString();
    }
}
