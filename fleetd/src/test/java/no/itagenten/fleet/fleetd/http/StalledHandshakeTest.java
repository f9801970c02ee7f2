package no.itagenten.fleet.fleetd.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.undertow.Undertow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import no.itagenten.fleet.fleetd.ServedCertificate;
import no.itagenten.fleet.fleetd.TlsFiles;
import no.itagenten.fleet.fleetd.testing.LocalCertificate;
import no.itagenten.fleet.fleetd.testing.RawHttp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnio.OptionMap;

/** A thousand connections which begin TLS and stop. The deadline is a shorter one than the daemon's, to be waited for. */
class StalledHandshakeTest {

    private static final Duration WITHIN = Duration.ofSeconds(3);

    @TempDir
    Path folder;

    private final List<RawHttp> stalled = new ArrayList<>();
    private SSLContext trusting;
    private Undertow undertow;
    private Listener listener;

    @BeforeEach
    void start() throws Exception {
        TlsFiles files = LocalCertificate.make(folder);
        trusting = LocalCertificate.trusting(files);
        undertow = Undertow.builder().setIoThreads(2).setWorkerThreads(4).build();
        undertow.start();
        listener = Listener.open(
                undertow,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Optional.of(ServedCertificate.of(files).context()),
                OptionMap.EMPTY,
                exchange -> exchange.getResponseSender().send("here"),
                new Strangers(new TrustedProxies(List.of()), 2_000, 8_192),
                WITHIN);
    }

    @AfterEach
    void stop() throws IOException {
        for (RawHttp connection : stalled) {
            connection.close();
        }
        listener.close();
        undertow.stop();
    }

    private void open(int count, String bytes) throws IOException {
        for (int i = 0; i < count; i++) {
            stalled.add(new RawHttp(listener.port()).send(bytes));
        }
    }

    /** A whole ClientHello, as text of one byte a letter. */
    private String hello() throws SSLException {
        SSLEngine client = trusting.createSSLEngine("localhost", listener.port());
        client.setUseClientMode(true);
        ByteBuffer hello = ByteBuffer.allocate(client.getSession().getPacketBufferSize());
        client.wrap(ByteBuffer.allocate(0), hello);
        byte[] bytes = Arrays.copyOf(hello.array(), hello.position());
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private Socket connect() throws IOException {
        Socket socket = trusting.getSocketFactory().createSocket("localhost", listener.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static String ask(Socket socket) throws IOException {
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        byte[] part = new byte[1_024];
        int length;
        while (!answer.toString(StandardCharsets.US_ASCII).endsWith("here")
                && (length = socket.getInputStream().read(part)) >= 0) {
            answer.write(part, 0, length);
        }
        return answer.toString(StandardCharsets.US_ASCII);
    }

    private long ended() {
        return stalled.stream().filter(RawHttp::isEnded).count();
    }

    @Test
    void aThousandStalledHandshakesDisturbNobodyAndEndByTheDeadline() throws IOException {
        String hello = hello();
        try (Socket early = connect()) {
            String before = ask(early);
            open(400, "");
            open(500, hello.substring(0, hello.length() / 2));
            open(100, hello); // each costs the server a signature

            try (Socket late = connect()) {
                assertThat(ask(late)).as("while they stall").startsWith("HTTP/1.1 200");
            }
            await().atMost(WITHIN.plusSeconds(20))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> ended() == 1_000);
            assertThat(before).startsWith("HTTP/1.1 200");
            assertThat(ask(early))
                    .as("who came to the end of a handshake stays")
                    .startsWith("HTTP/1.1 200");
        }
    }
}
