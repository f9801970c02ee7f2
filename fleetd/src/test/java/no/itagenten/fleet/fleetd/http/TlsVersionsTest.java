package no.itagenten.fleet.fleetd.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import no.itagenten.fleet.fleetd.FleetdOptions;
import no.itagenten.fleet.fleetd.TlsFiles;
import no.itagenten.fleet.fleetd.testing.LocalCertificate;
import no.itagenten.fleet.fleetd.testing.RunningFleetd;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which TLS is spoken, found out by handshakes that are written byte by byte: Java's own client would refuse the old ones itself. */
class TlsVersionsTest {

    private static final int HANDSHAKE = 22;
    private static final int ALERT = 21;
    private static final int PROTOCOL_VERSION = 70;

    @TempDir
    static Path folder;

    private static TlsFiles files;
    private static RunningFleetd fleetd;

    @BeforeAll
    static void start() {
        files = LocalCertificate.make(folder);
        FleetdOptions plain = RunningFleetd.options(folder.resolve("data"));
        fleetd = RunningFleetd.start(new FleetdOptions(
                plain.listen(),
                plain.data(),
                plain.publicUrl(),
                plain.trustedProxies(),
                plain.openEnrollment(),
                Optional.of(files),
                plain.trustedIssuers(),
                plain.retention(),
                plain.rules(),
                plain.maxDevices()));
    }

    @AfterAll
    static void stop() {
        fleetd.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0x0300, 0x0301, 0x0302})
    void aVersionBefore12IsRefused(int version) throws IOException {
        byte[] answer = answerTo(version);

        assertThat(answer[0]).isEqualTo((byte) ALERT);
        assertThat(answer[6]).isEqualTo((byte) PROTOCOL_VERSION);
    }

    @Test
    void version12IsSpoken() throws IOException {
        assertThat(answerTo(0x0303)[0]).isEqualTo((byte) HANDSHAKE);
    }

    @Test
    void overTlsTheCookieIsSecureAndTlsIsDemandedFromThenOn() throws Exception {
        String body = "{\"token\":\"" + fleetd.adminToken() + "\"}";
        try (Socket socket = LocalCertificate.trusting(files)
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), fleetd.port())) {
            socket.getOutputStream()
                    .write(("POST /api/login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                    + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
                                    + body)
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer)
                    .startsWith("HTTP/1.1 200")
                    .containsPattern("Set-Cookie: r58_session=[^\r]*; HttpOnly; SameSite=Strict; Secure\r")
                    .contains("Strict-Transport-Security: max-age=31536000\r\n");
        }
    }

    /** The beginning of what comes after a ClientHello of that version, and of none besides. */
    private static byte[] answerTo(int version) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), fleetd.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(clientHello(version));
            byte[] answer = new byte[7];
            new DataInputStream(socket.getInputStream()).readFully(answer);
            return answer;
        }
    }

    /** RFC 5246, 7.4.1.2: suites that each of these versions has, and for 1.2 how it may be signed. */
    private static byte[] clientHello(int version) {
        byte[] suites = HexFormat.of().parseHex("c02fc030c013c014009c002f0035000a");
        byte[] extensions = HexFormat.of()
                .parseHex("000a00060004001700180" + "00b00020100"
                        + (version == 0x0303 ? "000d000800060401050106" + "01" : ""));
        ByteBuffer body = ByteBuffer.allocate(512);
        body.putShort((short) version).put(new byte[32]).put((byte) 0);
        body.putShort((short) suites.length).put(suites);
        body.put((byte) 1).put((byte) 0);
        body.putShort((short) extensions.length).put(extensions);
        ByteArrayOutputStream hello = new ByteArrayOutputStream();
        int length = body.position();
        hello.writeBytes(new byte[] {HANDSHAKE, 3, 1, (byte) ((length + 4) >> 8), (byte) (length + 4)});
        hello.writeBytes(new byte[] {1, 0, (byte) (length >> 8), (byte) length});
        hello.write(body.array(), 0, length);
        return hello.toByteArray();
    }
}
