package no.itagenten.fleet.fleetd.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import no.itagenten.fleet.fleetd.TlsFiles;

/** A certificate for localhost that vouches for itself, made by openssl, in two PEM files. */
public final class LocalCertificate {

    private LocalCertificate() {}

    /** Makes one, in place of what is in the files of that folder. */
    public static TlsFiles make(Path folder) {
        TlsFiles files = new TlsFiles(folder.resolve("cert.pem"), folder.resolve("key.pem"));
        try {
            Process openssl = new ProcessBuilder(
                            "openssl",
                            "req",
                            "-x509",
                            "-nodes",
                            "-days",
                            "2",
                            "-newkey",
                            "rsa:2048",
                            "-subj",
                            "/CN=localhost",
                            "-addext",
                            "subjectAltName=DNS:localhost",
                            "-keyout",
                            files.key().toString(),
                            "-out",
                            files.certificate().toString())
                    .redirectErrorStream(true)
                    .start();
            byte[] said = openssl.getInputStream().readAllBytes();
            if (openssl.waitFor() != 0) {
                throw new AssertionError(new String(said, StandardCharsets.UTF_8));
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The certificate in the file. */
    public static X509Certificate read(TlsFiles files) {
        try (var in = Files.newInputStream(files.certificate())) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** Of a client that trusts the certificate in the file. */
    public static SSLContext trusting(TlsFiles files) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry("own", read(files));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
