package no.itagenten.fleet.agent.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real HTTPS server, with certificates of a real authority, on a device whose clock is wrong. */
class TrustedHttpTest {

    private static final String PASSWORD = "password";

    @TempDir
    private static Path keys;

    @TempDir
    private Path state;

    private final Instant issued = Instant.now().minus(Duration.ofDays(100));
    private final Instant ends = issued.plus(Duration.ofDays(130));
    private final Instant inItsTime = issued.plus(Duration.ofDays(50));
    private final AtomicLong nanos = new AtomicLong();
    private HttpsServer server;

    @BeforeAll
    static void makeCertificates() throws Exception {
        keytool(
                "-genkeypair",
                "-alias",
                "ca",
                "-dname",
                "CN=ca",
                "-ext",
                "bc:c",
                "-startdate",
                "-5y",
                "-validity",
                "9999");
        export("ca");
        signed("good", "-100d", "130");
        signed("expired", "-20d", "10");
        signed("future", "+50d", "10");
        keytool(
                "-genkeypair",
                "-alias",
                "pinned",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost",
                "-startdate",
                "-20d",
                "-validity",
                "10");
        export("pinned");
    }

    private static void signed(String alias, String from, String days) throws Exception {
        keytool("-genkeypair", "-alias", alias, "-dname", "CN=localhost");
        keytool("-certreq", "-alias", alias, "-file", file(alias + ".csr"));
        keytool(
                "-gencert",
                "-alias",
                "ca",
                "-infile",
                file(alias + ".csr"),
                "-outfile",
                file(alias + ".crt"),
                "-ext",
                "SAN=dns:localhost",
                "-startdate",
                from,
                "-validity",
                days);
        keytool("-importcert", "-noprompt", "-alias", alias, "-file", file(alias + ".crt"));
    }

    private static void export(String alias) throws Exception {
        keytool("-exportcert", "-rfc", "-alias", alias, "-file", file(alias + ".pem"));
    }

    private static String file(String name) {
        return keys.resolve(name).toString();
    }

    private static void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        if (arguments[0].equals("-genkeypair")) {
            command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1"));
        }
        command.addAll(List.of("-keystore", file("keys.p12"), "-storetype", "PKCS12", "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void serve(String alias) throws Exception {
        KeyStore all = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys.resolve("keys.p12"))) {
            all.load(in, PASSWORD.toCharArray());
        }
        KeyStore one = KeyStore.getInstance("PKCS12");
        one.load(null, null);
        one.setKeyEntry(
                alias,
                all.getKey(alias, PASSWORD.toCharArray()),
                PASSWORD.toCharArray(),
                all.getCertificateChain(alias));
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(one, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    private KnownTime booted(Instant systemClock, Instant built) {
        return KnownTime.load(state.resolve("known-time"), Clock.fixed(systemClock, ZoneOffset.UTC), nanos::get, built);
    }

    /** Said by the server over a connection that was trusted. */
    private void known(Instant time) {
        KnownTime earlier = booted(Instant.EPOCH, Instant.EPOCH);
        earlier.trusted(Instant.MAX);
        earlier.told(time);
    }

    private int ask(String host, Optional<String> caFile, KnownTime time) throws IOException, InterruptedException {
        return TrustedHttp.client(caFile.map(keys::resolve), time)
                .send(
                        HttpRequest.newBuilder(URI.create("https://" + host + ":"
                                        + server.getAddress().getPort()))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    private int ask(KnownTime time) throws IOException, InterruptedException {
        return ask("localhost", Optional.of("ca.pem"), time);
    }

    @Test
    void aDeviceThatBootsIn1970ConnectsByTheTimeItWasBuilt() throws Exception {
        serve("good");

        assertThat(ask(booted(Instant.EPOCH, inItsTime))).isEqualTo(204);
    }

    @Test
    void aDeviceThatBootsIn1970ConnectsByTheTimeItLastKnew() throws Exception {
        serve("good");
        known(inItsTime);

        assertThat(ask(booted(Instant.EPOCH, Instant.EPOCH))).isEqualTo(204);
    }

    @Test
    void withNothingKnownACertificateIsNotValidYet() throws Exception {
        serve("good");

        assertThatThrownBy(() -> ask(booted(Instant.EPOCH, Instant.EPOCH)))
                .isInstanceOf(SSLException.class)
                .hasMessageContaining("judged as of 1970-01-01");
    }

    @Test
    void aCertificateThatHasExpiredByTheKnownTimeIsRefusedWhateverTheClockSays() throws Exception {
        serve("good");
        known(ends.plus(Duration.ofDays(1)));

        assertThatThrownBy(() -> ask(booted(inItsTime, Instant.EPOCH))).isInstanceOf(SSLException.class);
    }

    @Test
    void aCertificateThatHasExpiredByTheClockIsRefused() throws Exception {
        serve("expired");

        assertThatThrownBy(() -> ask(booted(Instant.now(), inItsTime))).isInstanceOf(SSLException.class);
    }

    @Test
    void aCertificateThatIsNotValidYetIsRefused() throws Exception {
        serve("future");

        assertThatThrownBy(() -> ask(booted(Instant.now(), inItsTime))).isInstanceOf(SSLException.class);
    }

    @Test
    void anExpiredCertificateThatIsTrustedByItselfIsRefused() throws Exception {
        serve("pinned");

        assertThatThrownBy(() -> ask("localhost", Optional.of("pinned.pem"), booted(Instant.now(), Instant.EPOCH)))
                .isInstanceOf(SSLException.class);
        assertThat(ask(
                        "localhost",
                        Optional.of("pinned.pem"),
                        booted(Instant.now().minus(Duration.ofDays(15)), Instant.EPOCH)))
                .isEqualTo(204);
    }

    @Test
    void aCertificateForAnotherNameOrOfAnotherAuthorityIsRefused() throws Exception {
        serve("good");

        KnownTime time = booted(Instant.now(), Instant.EPOCH);
        assertThatThrownBy(() -> ask("127.0.0.1", Optional.of("ca.pem"), time)).isInstanceOf(SSLException.class);
        assertThatThrownBy(() -> ask("localhost", Optional.of("pinned.pem"), time))
                .isInstanceOf(SSLException.class);
        assertThatThrownBy(() -> ask("localhost", Optional.empty(), time)).isInstanceOf(SSLException.class);
    }

    @Test
    void whatTheServerSaysIsKeptOnlyAfterItsCertificateWasTrustedAndNotBeyondItsEnd() throws Exception {
        serve("good");
        KnownTime time = booted(Instant.EPOCH, inItsTime);
        Instant later = inItsTime.plus(Duration.ofDays(10));

        time.told(later); // of a connection without a certificate
        Instant before = booted(Instant.EPOCH, Instant.EPOCH).now();
        ask(time);
        time.told(ends.plus(Duration.ofDays(365)));
        Instant absurd = booted(Instant.EPOCH, Instant.EPOCH).now();
        time.told(later);

        assertThat(before).isEqualTo(Instant.EPOCH);
        assertThat(absurd).isEqualTo(Instant.EPOCH);
        assertThat(booted(Instant.EPOCH, Instant.EPOCH).now()).isEqualTo(later);
        assertThat(time.now()).isEqualTo(later);
    }

    @Test
    void theTimeThatPassesOnALongConnectionIsKeptByTheHour() throws Exception {
        serve("good");
        KnownTime time = booted(Instant.EPOCH, inItsTime);
        ask(time);
        time.told(inItsTime.plusSeconds(1));

        nanos.addAndGet(Duration.ofMinutes(59).toNanos());
        time.goesOn();
        Instant within = booted(Instant.EPOCH, Instant.EPOCH).now();
        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        time.goesOn();

        assertThat(within).isEqualTo(inItsTime.plusSeconds(1));
        assertThat(booted(Instant.EPOCH, Instant.EPOCH).now())
                .isEqualTo(inItsTime.plusSeconds(1).plus(Duration.ofHours(1)));
    }

    @Test
    void aDamagedFileSaysNothing() throws Exception {
        serve("good");
        Files.writeString(state.resolve("known-time"), "crc32c 00000000\n2099-01-01T00:00:00Z");

        assertThat(ask(booted(Instant.EPOCH, inItsTime))).isEqualTo(204);
    }
}
