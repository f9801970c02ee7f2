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
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
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
    /** Kinds of keys, and how each signs. */
    private static final Map<String, String> SIGNATURES =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "Ed25519", "Ed25519");

    /** @throws StartupException if a file cannot be read or is none of that kind, or they do not belong together; says what to do */
    public SSLContext context() throws StartupException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            PrivateKey privateKey = privateKey();
            Certificate[] chain = chain();
            requirePair(privateKey, chain[0]);
            store.setKeyEntry("fleetd", privateKey, new char[0], chain);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new StartupException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    private Certificate[] chain() throws StartupException {
        byte[] pem = read(certificate).getBytes(StandardCharsets.US_ASCII);
        try {
            Certificate[] chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem))
                    .toArray(new Certificate[0]);
            if (chain.length > 0) {
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
        Matcher pem = PRIVATE_KEY.matcher(read(key));
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

    private static String read(Path file) throws StartupException {
        try {
            return Files.readString(file, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new StartupException("cannot read " + file + "; name PEM files this user may read", e);
        }
    }
}
