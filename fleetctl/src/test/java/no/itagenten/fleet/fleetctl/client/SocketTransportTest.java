package no.itagenten.fleet.fleetctl.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import no.itagenten.fleet.fleetctl.io.Cancellation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a socket that says exactly what the test tells it to, byte for byte. */
class SocketTransportTest {

    private ServerSocket server;
    private CompletableFuture<String> request;
    private ExecutorService threads;
    private Cancellation cancellation;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        threads = Executors.newCachedThreadPool();
        cancellation = new Cancellation();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        threads.shutdownNow();
    }

    /** Answers one request with these bytes, closes if told to, and keeps what was asked. */
    private void answer(String bytes, boolean close) {
        request = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        Socket socket = server.accept();
                        byte[] asked = new byte[4096];
                        int length = socket.getInputStream().read(asked);
                        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
                        if (close) {
                            socket.close();
                        }
                        return new String(asked, 0, Math.max(0, length), StandardCharsets.UTF_8);
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                },
                threads);
    }

    private String send(String method, Optional<String> body, Duration silence) throws IOException {
        Endpoint endpoint = Endpoint.parse("http://127.0.0.1:" + server.getLocalPort() + "/base");
        SocketTransport transport =
                new SocketTransport(endpoint, Optional.empty(), Duration.ofSeconds(5), cancellation);
        try (Answer answer = transport.send(new Transport.Request(method, "/x", Map.of("A", "b"), body, silence))) {
            return answer.status() + " " + new String(answer.body().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String get() throws IOException {
        return send("GET", Optional.empty(), Duration.ofSeconds(5));
    }

    @Test
    void sendsPatchWithItsBody() throws Exception {
        answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", false);

        String answer = send("PATCH", Optional.of("{\"å\":1}"), Duration.ofSeconds(5));

        assertThat(answer).isEqualTo("200 {}");
        assertThat(request.join())
                .startsWith("PATCH /base/x HTTP/1.1\r\nHost: 127.0.0.1:" + server.getLocalPort() + "\r\n")
                .contains("\r\nA: b\r\n", "\r\nContent-Type: application/json\r\n", "\r\nContent-Length: 8\r\n")
                .endsWith("\r\n\r\n{\"å\":1}");
    }

    @Test
    void readsChunks() throws Exception {
        answer(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\nT: x\r\n\r\n",
                false);

        assertThat(get()).isEqualTo("200 abc0123456789");
    }

    @Test
    void readsUpToTheEndOfTheConnection() throws Exception {
        answer("HTTP/1.0 404 Not Found\r\n\r\nabc", true);

        assertThat(get()).isEqualTo("404 abc");
    }

    @Test
    void passesOverInterimAnswers() throws Exception {
        answer("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n", false);

        assertThat(get()).isEqualTo("204 ");
    }

    @Test
    void anAnswerThatBreaksOffIsAnError() {
        answer("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", true);

        assertThatThrownBy(this::get).isInstanceOf(EOFException.class).hasMessageContaining("7 bytes before its end");
    }

    @Test
    void aChunkThatBreaksOffIsAnError() {
        answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc", true);

        assertThatThrownBy(this::get).isInstanceOf(EOFException.class);
    }

    @Test
    void refusesWhatIsNotHttp() {
        answer("SSH-2.0-OpenSSH_9.2\r\n", true);

        assertThatThrownBy(this::get).isInstanceOf(NotHttpException.class);
    }

    @Test
    void boundsTheHead() {
        answer("HTTP/1.1 200 OK\r\nA: " + "a".repeat(70_000), true);

        assertThatThrownBy(this::get).isInstanceOf(IOException.class);
    }

    @Test
    void givesUpOnAServerThatSaysNothing() {
        answer("", false);

        assertThatThrownBy(() -> send("GET", Optional.empty(), Duration.ofMillis(200)))
                .isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void cancellationEndsARead() {
        answer("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", false);
        CompletableFuture<Void> cancelled = request.thenRun(cancellation::cancel);

        assertThatThrownBy(this::get).isInstanceOf(IOException.class);
        assertThat(cancelled).succeedsWithin(Duration.ofSeconds(5));
    }

    @Test
    void refusesAHeaderThatWouldEndTheLine() {
        Endpoint endpoint = Endpoint.parse("http://127.0.0.1:" + server.getLocalPort());
        SocketTransport transport =
                new SocketTransport(endpoint, Optional.empty(), Duration.ofSeconds(5), cancellation);
        Transport.Request bad =
                new Transport.Request("GET", "/", Map.of("A", "b\r\nC: d"), Optional.empty(), Duration.ofSeconds(5));

        assertThatThrownBy(() -> transport.send(bad)).isInstanceOf(IllegalArgumentException.class);
    }
}
