package no.itagenten.fleet.fleetd;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import no.itagenten.fleet.fleetd.testing.LocalCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A certificate that is renewed while the daemon runs. */
class ServedCertificateTest {

    @TempDir
    Path folder;

    private final ListAppender<ILoggingEvent> said = new ListAppender<>();
    private TlsFiles files;
    private X509Certificate first;
    private ServedCertificate served;
    private SSLServerSocket server;

    @BeforeEach
    void start() throws Exception {
        files = LocalCertificate.make(folder);
        first = LocalCertificate.read(files);
        served = ServedCertificate.of(files);
        server = (SSLServerSocket)
                served.context().getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        said.start();
        logger().addAppender(said);
        logger().setLevel(Level.WARN); // tests show errors only
        logger().setAdditive(false);
    }

    @AfterEach
    void stop() throws IOException {
        logger().detachAppender(said);
        logger().setLevel(null);
        logger().setAdditive(true);
        server.close();
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(ServedCertificate.class);
    }

    /** What a new client is shown, which trusts that one and no other. */
    private X509Certificate shownTo(SSLContext client) throws IOException {
        CompletableFuture<Void> accepted = CompletableFuture.runAsync(() -> {
            try (SSLSocket socket = (SSLSocket) server.accept()) {
                socket.startHandshake();
                socket.getInputStream().read();
            } catch (IOException e) {
                // the client says what is wrong
            }
        });
        try (SSLSocket socket = (SSLSocket)
                client.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), server.getLocalPort())) {
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        } finally {
            accepted.join();
        }
    }

    private long warnings() {
        return said.list.stream()
                .filter(event -> event.getLevel() == Level.WARN)
                .count();
    }

    @Test
    void newHandshakesShowTheRenewedOne() throws IOException {
        X509Certificate before = shownTo(LocalCertificate.trusting(files));
        LocalCertificate.make(folder);

        served.check();

        assertThat(before).isEqualTo(first);
        assertThat(shownTo(LocalCertificate.trusting(files)))
                .isEqualTo(LocalCertificate.read(files))
                .isNotEqualTo(first);
        assertThat(warnings()).isZero();
    }

    @Test
    void filesThatDoNotFitAreToldOnceAndLeaveTheEarlierOne() throws IOException {
        SSLContext trustingFirst = LocalCertificate.trusting(files);
        Files.writeString(files.certificate(), "-----BEGIN CERTIFICATE-----\nbroken");

        served.check();
        served.check();

        assertThat(shownTo(trustingFirst)).isEqualTo(first);
        assertThat(warnings()).isEqualTo(1);
        assertThat(said.list.get(0).getFormattedMessage())
                .contains(files.certificate().toString());
    }

    @Test
    void aRenewalOfWhichOneFileIsThereYetIsTakenWhenBothAre() throws IOException {
        SSLContext trustingFirst = LocalCertificate.trusting(files);
        byte[] oldKey = Files.readAllBytes(files.key());
        LocalCertificate.make(folder);
        byte[] newKey = Files.readAllBytes(files.key());
        Files.write(files.key(), oldKey);
        served.check();
        X509Certificate meanwhile = shownTo(trustingFirst);
        Files.write(files.key(), newKey);

        served.check();

        assertThat(meanwhile).isEqualTo(first);
        assertThat(shownTo(LocalCertificate.trusting(files))).isEqualTo(LocalCertificate.read(files));
    }
}
