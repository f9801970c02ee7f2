package no.itagenten.fleet.fleetd;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate with its chain and its private key, as PEM files (RFC 7468).
 *
 * @param certificate the server's own first, then those that vouch for it
 * @param key in PKCS#8 form, without a passphrase
 */
public record TlsFiles(Path certificate, Path key) {

    private static final Pattern PRIVATE_KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");

    SSLContext context() throws StartupException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("fleetd", privateKey(), new char[0], chain());
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new StartupException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    private Certificate[] chain() throws StartupException, GeneralSecurityException {
        Certificate[] chain = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(read(certificate).getBytes(StandardCharsets.US_ASCII)))
                .toArray(new Certificate[0]);
        if (chain.length == 0) {
            throw new StartupException(certificate + " holds no certificate in PEM form");
        }
        return chain;
    }

    private PrivateKey privateKey() throws StartupException {
        Matcher pem = PRIVATE_KEY.matcher(read(key));
        if (!pem.find()) {
            throw new StartupException(
                    key + " holds no private key in PKCS#8 form; convert it: openssl pkcs8 -topk8 -nocrypt -in " + key
                            + " -out key.pem");
        }
        byte[] encoded = Base64.getMimeDecoder().decode(pem.group(1));
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (GeneralSecurityException e) {
                // perhaps the next kind
            }
        }
        throw new StartupException(key + " holds a private key of a kind this program does not know; use RSA or EC");
    }

    private static String read(Path file) throws StartupException {
        try {
            return Files.readString(file, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new StartupException("cannot read " + file + "; name PEM files this user may read", e);
        }
    }
}
