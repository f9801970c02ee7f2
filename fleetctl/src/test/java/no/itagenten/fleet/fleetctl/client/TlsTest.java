package no.itagenten.fleet.fleetctl.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import no.itagenten.fleet.fleetctl.io.Cancellation;
import no.itagenten.fleet.fleetctl.problem.Problem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real HTTPS server whose certificate, for localhost, nobody has signed but itself. */
class TlsTest {

    private static final char[] PASSWORD = "password".toCharArray();

    @TempDir
    private static Path folder;

    private HttpsServer server;

    @BeforeAll
    static void makeCertificate() throws IOException, InterruptedException {
        keytool(
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost",
                "-validity",
                "30",
                "-storetype",
                "PKCS12");
        keytool(
                "-exportcert",
                "-alias",
                "server",
                "-rfc",
                "-file",
                folder.resolve("ca.pem").toString());
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", folder.resolve("keys.p12").toString(), "-storepass", new String(PASSWORD)));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    private int startServer() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("keys.p12"))) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/api/whoami", exchange -> {
            byte[] body = "{\"name\":\"admin\",\"role\":\"admin\"}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server.getAddress().getPort();
    }

    private static FleetClient client(String url, Optional<Path> caFile) {
        Endpoint endpoint = Endpoint.parse(url);
        Cancellation cancellation = new Cancellation();
        return new FleetClient(
                new SocketTransport(endpoint, caFile, Duration.ofSeconds(5), cancellation),
                endpoint,
                Bearer.of(Optional.empty()),
                cancellation);
    }

    @Test
    void trustsACertificateOfTheGivenFile() throws IOException, GeneralSecurityException {
        FleetClient client = client("https://localhost:" + startServer(), Optional.of(folder.resolve("ca.pem")));

        assertThat(client.whoami().name()).isEqualTo("admin");
    }

    @Test
    void trustsNoCertificateThatNobodyVouchesFor() throws IOException, GeneralSecurityException {
        FleetClient client = client("https://localhost:" + startServer(), Optional.empty());

        assertThatExceptionOfType(Problem.class)
                .isThrownBy(client::whoami)
                .withMessageContaining("is not trusted")
                .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.UNREACHABLE))
                .satisfies(problem -> assertThat(problem.nextStep()).contains("--ca-file"));
    }

    @Test
    void trustsNoCertificateOfAnotherName() throws IOException, GeneralSecurityException {
        FleetClient client = client("https://127.0.0.1:" + startServer(), Optional.of(folder.resolve("ca.pem")));

        assertThatExceptionOfType(Problem.class).isThrownBy(client::whoami).withMessageContaining("is not trusted");
    }

    @Test
    void saysWhenTheOtherSideSpeaksNoTls() throws IOException {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> answered = CompletableFuture.runAsync(() -> {
                try (Socket socket = plain.accept()) {
                    socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                    assertThat(socket.getInputStream().read()).isPositive();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            FleetClient client = client("https://127.0.0.1:" + plain.getLocalPort(), Optional.empty());

            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(client::whoami)
                    .withMessageContaining("no TLS connection")
                    .satisfies(problem -> assertThat(problem.nextStep()).contains("http://"));
            assertThat(answered).succeedsWithin(Duration.ofSeconds(5));
        }
    }

    @Test
    void namesACertificateFileThatIsNone() throws IOException {
        Path file = Files.writeString(folder.resolve("bad.pem"), "nonsense");
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            FleetClient client = client("https://127.0.0.1:" + plain.getLocalPort(), Optional.of(file));

            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(client::whoami)
                    .withMessageContaining(file.toString())
                    .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.USAGE));
        }
    }
}
