package no.itagenten.fleet.fleetd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import no.itagenten.fleet.fleetd.command.CommandRules;
import no.itagenten.fleet.fleetd.log.LogService.Retention;
import no.itagenten.fleet.fleetd.testing.RunningFleetd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Starting and stopping: what is made the first time, and what stands in the way. */
class StartupTest {

    @TempDir
    Path folder;

    private static FleetdOptions withTls(Path data, TlsFiles tls) {
        return new FleetdOptions(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                data,
                Optional.empty(),
                List.of(),
                false,
                Optional.of(tls),
                Optional.empty(),
                Retention.DEFAULT,
                CommandRules.DEFAULT,
                100);
    }

    @Test
    void aMistakeInTheFileOfTrustedIssuersIsNamed() throws IOException {
        Path file =
                Files.writeString(folder.resolve("issuers.json"), "{\"issuers\":[{\"isuer\":\"https://x.example\"}]}");

        assertThatThrownBy(() -> Fleetd.start(
                        RunningFleetd.options(folder.resolve("data")).withTrustedIssuers(file)))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("no address in 'issuer'");
    }

    @Test
    void aDamagedSigningKeyIsNamedAndLeftAlone() throws Exception {
        Fleetd.start(RunningFleetd.options(folder)).close();
        Path file =
                Files.writeString(folder.resolve("signing-keys.json"), "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AA\"}]}");

        assertThatThrownBy(() -> Fleetd.start(RunningFleetd.options(folder)))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining(file + " is damaged");
        assertThat(file).content().contains("oct");
    }

    @Test
    void aSigningKeyThatOthersCouldReadIsClosedToThem() throws Exception {
        Fleetd.start(RunningFleetd.options(folder)).close();
        Path file = folder.resolve("signing-keys.json");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        Fleetd.start(RunningFleetd.options(folder)).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void theFirstStartWritesTheAdminToken() throws Exception {
        try (Fleetd fleetd = Fleetd.start(RunningFleetd.options(folder))) {
            Path file = folder.resolve("admin.token");

            assertThat(fleetd.newAdminToken()).contains(file);
            assertThat(Files.readString(file)).matches("r58a_[0-9A-Za-z]{43}\n");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void theSecondStartLeavesTheAdminTokenAlone() throws Exception {
        String token;
        try (RunningFleetd first = RunningFleetd.start(folder)) {
            token = first.adminToken();
        }
        Files.delete(folder.resolve("admin.token"));

        try (RunningFleetd second = RunningFleetd.start(folder)) {
            assertThat(second.daemon().newAdminToken()).isEmpty();
            assertThat(folder.resolve("admin.token")).doesNotExist();
            Files.writeString(folder.resolve("admin.token"), token);
            assertThat(second.api().get("/api/whoami").status()).isEqualTo(200);
        }
    }

    @Test
    void theTokenItselfIsNotInTheDatabase() throws Exception {
        String token;
        try (RunningFleetd fleetd = RunningFleetd.start(folder)) {
            token = fleetd.adminToken();
        }

        assertThat(Files.readString(folder.resolve("fleet.db"), StandardCharsets.ISO_8859_1))
                .doesNotContain(token);
    }

    @Test
    void aPortInUseIsNamedAndNothingIsLeftRunning() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            FleetdOptions options = FleetdOptions.of(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), taken.getLocalPort()), folder);

            assertThatThrownBy(() -> Fleetd.start(options))
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
                    .hasMessageContaining("--listen");
        }
        try (Fleetd fleetd = Fleetd.start(RunningFleetd.options(folder))) {
            assertThat(fleetd.newAdminToken()).isPresent(); // nobody was told of it yet
        }
    }

    @Test
    void aSecondDaemonInTheSameFolderIsRefusedAndTheFirstGoesOn() {
        try (RunningFleetd first = RunningFleetd.start(folder)) {
            assertThatThrownBy(() -> Fleetd.start(RunningFleetd.options(folder)))
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("in use");

            assertThat(first.api().get("/api/devices").status()).isEqualTo(200);
        }
    }

    @Test
    void aDatabaseThatCannotBeUsedIsOneSentence() throws IOException {
        Files.writeString(folder.resolve("fleet.db"), "garbage ".repeat(1_000));

        assertThatThrownBy(() -> Fleetd.start(RunningFleetd.options(folder)))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("restore a backup")
                .extracting(Throwable::getMessage)
                .asString()
                .doesNotContain("\n");
    }

    @Test
    void closingTwiceIsClosingOnce() {
        RunningFleetd fleetd = RunningFleetd.start(folder);

        fleetd.close();
        fleetd.close();

        RunningFleetd.start(folder).close();
    }

    @ParameterizedTest
    @CsvSource({"EC,prime256v1", "RSA,2048"})
    void tlsIsServedFromPemFiles(String kind, String parameter) throws Exception {
        Path certificate = folder.resolve("cert.pem");
        Path key = folder.resolve("key.pem");
        certificate(kind, parameter, certificate, key);

        try (Fleetd fleetd = Fleetd.start(withTls(folder.resolve("data"), new TlsFiles(certificate, key)))) {
            HttpClient client =
                    HttpClient.newBuilder().sslContext(trusting(certificate)).build();
            var response = client.send(
                    HttpRequest.newBuilder(URI.create("https://localhost:" + fleetd.port() + "/health"))
                            .build(),
                    BodyHandlers.ofString());

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Strict-Transport-Security"))
                    .isPresent();
        }
    }

    @Test
    void aKeyOfTheOldFormIsRefusedWithTheWayToConvertIt() throws Exception {
        Path certificate = folder.resolve("cert.pem");
        Path key = folder.resolve("key.pem");
        Path old = folder.resolve("old.pem");
        certificate("RSA", "2048", certificate, key);
        run("openssl", "rsa", "-in", key.toString(), "-traditional", "-out", old.toString());

        assertThatThrownBy(() -> Fleetd.start(withTls(folder.resolve("data"), new TlsFiles(certificate, old))))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("openssl pkcs8 -topk8 -nocrypt -in " + old);
        assertThat(Files.readString(old)).contains("BEGIN RSA PRIVATE KEY");
    }

    @Test
    void aKeyOfAnotherCertificateIsRefused() throws Exception {
        Path certificate = folder.resolve("cert.pem");
        Path key = folder.resolve("key.pem");
        certificate("EC", "prime256v1", folder.resolve("other.pem"), key);
        certificate("EC", "prime256v1", certificate, folder.resolve("other-key.pem"));

        assertThatThrownBy(() -> Fleetd.start(withTls(folder.resolve("data"), new TlsFiles(certificate, key))))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining(key.toString())
                .hasMessageContaining(certificate.toString());
    }

    @Test
    void missingOrEmptyTlsFilesAreNamed() throws Exception {
        Path certificate = folder.resolve("cert.pem");
        Path key = folder.resolve("key.pem");
        certificate("EC", "prime256v1", certificate, key);
        Path empty = Files.createFile(folder.resolve("empty.pem"));
        Path missing = folder.resolve("missing.pem");

        assertThatThrownBy(() -> ServedCertificate.of(new TlsFiles(missing, key)))
                .hasMessageContaining(missing.toString());
        assertThatThrownBy(() -> ServedCertificate.of(new TlsFiles(certificate, missing)))
                .hasMessageContaining(missing.toString());
        assertThatThrownBy(() -> ServedCertificate.of(new TlsFiles(empty, key))).hasMessageContaining(empty.toString());
        assertThatThrownBy(() -> ServedCertificate.of(new TlsFiles(certificate, empty)))
                .hasMessageContaining(empty.toString());
        assertThatThrownBy(() -> ServedCertificate.of(new TlsFiles(key, key)))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining(key.toString());
    }

    private static void certificate(String kind, String parameter, Path certificate, Path key) throws Exception {
        String[] newKey = kind.equals("EC")
                ? new String[] {"-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:" + parameter}
                : new String[] {"-newkey", "rsa:" + parameter};
        List<String> command = new ArrayList<>(List.of("openssl", "req", "-x509", "-nodes", "-days", "2"));
        command.addAll(List.of(newKey));
        command.addAll(List.of(
                "-subj",
                "/CN=localhost",
                "-addext",
                "subjectAltName=DNS:localhost",
                "-keyout",
                key.toString(),
                "-out",
                certificate.toString()));
        run(command.toArray(String[]::new));
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    private static SSLContext trusting(Path certificate) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (var in = Files.newInputStream(certificate)) {
            store.setCertificateEntry(
                    "fleetd", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    @ParameterizedTest
    @CsvSource({
        "https://fleet.example.org, https://fleet.example.org",
        "https://Fleet.Example.org:443/, https://fleet.example.org",
        "http://fleet.local:80/x, http://fleet.local",
        "https://fleet.local:8443, https://fleet.local:8443",
        "http://[::1]:3001/, http://[::1]:3001"
    })
    void thePublicOriginIsWrittenAsBrowsersWriteIt(String url, String origin) {
        FleetdOptions options = RunningFleetd.options(folder, Optional.of(URI.create(url)), List.of());

        assertThat(options.publicOrigin()).contains(origin);
    }
}
