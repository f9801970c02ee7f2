package no.itagenten.fleet.agent.identity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import no.itagenten.fleet.agent.file.AtomicFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The device's key pair (Ed25519), made at the first start. The private half is kept as PKCS#8 in a PEM file that only the agent's
 * user may read, and never leaves the device. Immutable and safe for any thread.
 */
public final class DeviceKey {

    private static final Logger LOG = LoggerFactory.getLogger(DeviceKey.class);
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";
    private static final int MAX_BYTES = 16 * 1024;

    private final KeyPair pair;

    private DeviceKey(KeyPair pair) {
        this.pair = pair;
    }

    /**
     * The key in that file, made now if there is none.
     *
     * @throws IOException if it cannot be read or made, or is damaged; a damaged key is never replaced in silence, because with
     *     it goes the device's identity
     */
    public static DeviceKey loadOrCreate(Path file) throws IOException {
        try {
            return load(file);
        } catch (NoSuchFileException e) {
            return create(file);
        }
    }

    /** The public half as X.509 SubjectPublicKeyInfo, base64. */
    public String publicKey() {
        return Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
    }

    /** An Ed25519 signature, base64url without padding. */
    public String sign(byte[] payload) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(payload);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that was checked when it was loaded signs", e);
        }
    }

    private static DeviceKey create(Path file) throws IOException {
        KeyPair pair;
        try {
            pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IOException("this Java cannot make Ed25519 keys; install OpenJDK 17 or newer", e);
        }
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(pair.getPrivate().getEncoded());
        AtomicFile.createFolder(file.toAbsolutePath().getParent());
        AtomicFile.write(file, BEGIN + "\n" + body + "\n" + END + "\n");
        AtomicFile.forceFolder(file.toAbsolutePath().getParent().getParent());
        LOG.info("Made this device's key pair: {}", file);
        return new DeviceKey(pair);
    }

    private static DeviceKey load(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw damaged(file, null);
        }
        String pem = Files.readString(file, StandardCharsets.US_ASCII).strip();
        keepPrivate(file);
        if (!pem.startsWith(BEGIN) || !pem.endsWith(END)) {
            throw damaged(file, null);
        }
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(pem.substring(BEGIN.length(), pem.length() - END.length()));
            PrivateKey privateKey = Ed25519.privateKey(encoded);
            DeviceKey key = new DeviceKey(new KeyPair(Ed25519.publicKeyOf(privateKey), privateKey));
            key.check();
            return key;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw damaged(file, e);
        }
    }

    private void check() throws GeneralSecurityException {
        byte[] probe = "r58-fleet key check".getBytes(StandardCharsets.UTF_8);
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(pair.getPublic());
        signature.update(probe);
        if (!signature.verify(Base64.getUrlDecoder().decode(sign(probe)))) {
            throw new GeneralSecurityException("the key's halves do not fit");
        }
    }

    private static IOException damaged(Path file, Exception cause) {
        return new IOException(
                file
                        + " is not a usable Ed25519 private key. Put a backup back, or delete it and enrol this device anew "
                        + "(the server must first reset its credential)",
                cause);
    }

    private static void keepPrivate(Path file) throws IOException {
        if (!PosixFilePermissions.toString(Files.getPosixFilePermissions(file)).endsWith("------")) {
            LOG.warn("{} could be read by others; it is closed to them now", file);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }
}
