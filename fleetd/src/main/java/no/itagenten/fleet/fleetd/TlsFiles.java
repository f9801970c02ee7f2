package no.itagenten.fleet.fleetd;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * A certificate with its chain and its private key, as PEM files (RFC 7468).
 *
 * @param certificate the server's own first, then those that vouch for it
 * @param key in PKCS#8 form, without a passphrase
 */
public record TlsFiles(Path certificate, Path key) {

    private static final Pattern PRIVATE_KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    /** Kinds of keys, and how each signs. */
    private static final Map<String, String> SIGNATURES =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "Ed25519", "Ed25519");

    /** What is in the two files. */
    record Pair(PrivateKey key, List<X509Certificate> chain) {

        X509Certificate own() {
            return chain.get(0);
        }

        boolean isSame(Pair other) {
            return chain.equals(other.chain) && key.equals(other.key);
        }

        /** Of handshakes that show this certificate, under that name. */
        X509ExtendedKeyManager keyManager(String alias) throws StartupException {
            try {
                KeyStore store = KeyStore.getInstance("PKCS12");
                store.load(null, null);
                store.setKeyEntry(alias, key, new char[0], chain.toArray(new Certificate[0]));
                KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509");
                keys.init(store, new char[0]);
                return (X509ExtendedKeyManager) keys.getKeyManagers()[0];
            } catch (IOException | GeneralSecurityException e) {
                throw new StartupException("TLS cannot be set up: " + e.getMessage(), e);
            }
        }
    }

    /** @throws StartupException if a file cannot be read or is none of its kind, or they do not belong together; says what to do */
    Pair read() throws StartupException {
        PrivateKey privateKey = privateKey();
        List<X509Certificate> chain = chain();
        try {
            requirePair(privateKey, chain.get(0));
        } catch (GeneralSecurityException e) {
            throw new StartupException("TLS cannot be set up: " + e.getMessage(), e);
        }
        return new Pair(privateKey, chain);
    }

    private List<X509Certificate> chain() throws StartupException {
        byte[] pem = text(certificate).getBytes(StandardCharsets.US_ASCII);
        try {
            List<X509Certificate> chain =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem)).stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (!chain.isEmpty()) {
                return chain;
            }
        } catch (CertificateException e) {
            // answered below, like a file without any
        }
        throw new StartupException(certificate + " holds no certificate in PEM form");
    }

    /** Otherwise no handshake would ever succeed, and nobody would know why. */
    private void requirePair(PrivateKey privateKey, Certificate own) throws StartupException, GeneralSecurityException {
        Signature signature = Signature.getInstance(SIGNATURES.get(kindOf(privateKey)));
        byte[] probe = {1, 2, 3};
        signature.initSign(privateKey);
        signature.update(probe);
        byte[] signed = signature.sign();
        boolean pair;
        try {
            signature.initVerify(own.getPublicKey());
            signature.update(probe);
            pair = signature.verify(signed);
        } catch (InvalidKeyException | SignatureException e) {
            pair = false; // not even of the same kind
        }
        if (!pair) {
            throw new StartupException(key + " does not belong to the first certificate in " + certificate
                    + "; name the two that were made together");
        }
    }

    private static String kindOf(PrivateKey privateKey) {
        return SIGNATURES.containsKey(privateKey.getAlgorithm()) ? privateKey.getAlgorithm() : "Ed25519";
    }

    private PrivateKey privateKey() throws StartupException {
        Matcher pem = PRIVATE_KEY.matcher(text(key));
        if (!pem.find()) {
            throw new StartupException(
                    key + " holds no private key in PKCS#8 form; convert it: openssl pkcs8 -topk8 -nocrypt -in " + key
                            + " -out key.pem");
        }
        byte[] encoded = Base64.getMimeDecoder().decode(pem.group(1));
        for (String algorithm : SIGNATURES.keySet()) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (GeneralSecurityException e) {
                // perhaps the next kind
            }
        }
        throw new StartupException(key + " holds a private key of a kind this program does not know; use RSA or EC");
    }

    private static String text(Path file) throws StartupException {
        try {
            return Files.readString(file, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new StartupException("cannot read " + file + "; name PEM files this user may read", e);
        }
    }
}
