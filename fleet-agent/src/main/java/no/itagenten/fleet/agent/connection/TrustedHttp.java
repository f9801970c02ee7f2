package no.itagenten.fleet.agent.connection;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Makes the HTTP client, which is told whom to trust, and as of what time. */
public final class TrustedHttp {

    private TrustedHttp() {}

    /**
     * @param caFile certificates in PEM, trusted instead of the system's
     * @param time as of which certificates are judged
     * @throws IOException if the file cannot be used; the message names it
     */
    public static HttpClient client(Optional<Path> caFile, KnownTime time) throws IOException {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(15))
                .executor(Executors.newCachedThreadPool(TrustedHttp::daemon))
                .sslContext(trusting(caFile.isPresent() ? authoritiesIn(caFile.get()) : authoritiesOfTheSystem(), time))
                .build();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "http");
        thread.setDaemon(true);
        return thread;
    }

    private static SSLContext trusting(X509Certificate[] authorities, KnownTime time) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new DatedTrust(authorities, time)}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("this Java has no TLS: " + e.getMessage(), e);
        }
    }

    private static X509Certificate[] authoritiesOfTheSystem() throws IOException {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            return Arrays.stream(factory.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .flatMap(manager -> Arrays.stream(((X509TrustManager) manager).getAcceptedIssuers()))
                    .toArray(X509Certificate[]::new);
        } catch (GeneralSecurityException e) {
            throw new IOException("this system's certificates cannot be read: " + e.getMessage(), e);
        }
    }

    private static X509Certificate[] authoritiesIn(Path caFile) throws IOException {
        try (InputStream in = Files.newInputStream(caFile)) {
            X509Certificate[] certificates = CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toArray(X509Certificate[]::new);
            if (certificates.length == 0) {
                throw new IOException("CA_FILE " + caFile + " has no certificate in it");
            }
            return certificates;
        } catch (GeneralSecurityException e) {
            throw new IOException("CA_FILE " + caFile + " has no usable certificates: " + e.getMessage(), e);
        } catch (NoSuchFileException e) {
            throw new IOException("CA_FILE " + caFile + " does not exist", e);
        }
    }
}
