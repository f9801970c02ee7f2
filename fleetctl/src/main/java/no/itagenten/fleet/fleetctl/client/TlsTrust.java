package no.itagenten.fleet.fleetctl.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import no.itagenten.fleet.fleetctl.problem.Problem;

/** Whom to believe: what Java believes, and the certificates of a file besides. */
final class TlsTrust {

    private TlsTrust() {}

    static SSLSocketFactory factory(Optional<Path> caFile) throws IOException {
        if (caFile.isEmpty()) {
            return (SSLSocketFactory) SSLSocketFactory.getDefault();
        }
        Collection<? extends Certificate> extra = read(caFile.get());
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate certificate : extra) {
                store.setCertificateEntry("extra-" + number++, certificate);
            }
            for (X509Certificate certificate : trustedByJava()) {
                store.setCertificateEntry("java-" + number++, certificate);
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(store), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot set up TLS", e);
        }
    }

    private static Collection<? extends Certificate> read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (certificates.isEmpty()) {
                throw unusable(file, null);
            }
            return certificates;
        } catch (IOException | CertificateException e) {
            throw unusable(file, e);
        }
    }

    private static Problem unusable(Path file, Exception cause) {
        return new Problem(
                Problem.Kind.USAGE,
                "cannot read certificates from " + file,
                "Give a readable file with one or more certificates in PEM form.",
                cause);
    }

    private static X509Certificate[] trustedByJava() throws GeneralSecurityException {
        for (TrustManager manager : managers(null)) {
            if (manager instanceof X509TrustManager x509) {
                return x509.getAcceptedIssuers();
            }
        }
        return new X509Certificate[0];
    }

    private static TrustManager[] managers(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
