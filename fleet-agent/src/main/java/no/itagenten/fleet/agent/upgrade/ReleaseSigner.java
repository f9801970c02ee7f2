package no.itagenten.fleet.agent.upgrade;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import no.itagenten.fleet.protocol.release.AgentRelease;
import no.itagenten.fleet.protocol.release.ReleaseVersion;
import no.itagenten.fleet.protocol.release.SignedRelease;

/** Signs an archive, where releases are made; no device and no server ever has the key. Immutable. */
final class ReleaseSigner {

    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";

    private final PrivateKey key;

    ReleaseSigner(PrivateKey key) {
        this.key = key;
    }

    /** @throws IOException if the file holds no Ed25519 key in PEM (PKCS#8), as {@code openssl genpkey} writes it */
    static ReleaseSigner load(Path file) throws IOException {
        String pem = Files.readString(file, StandardCharsets.US_ASCII).strip();
        try {
            if (!pem.startsWith(BEGIN) || !pem.endsWith(END)) {
                throw new IllegalArgumentException("no private key in PEM");
            }
            byte[] encoded = Base64.getMimeDecoder().decode(pem.substring(BEGIN.length(), pem.length() - END.length()));
            return new ReleaseSigner(
                    KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(
                    file + " is no release key. Make one: openssl genpkey -algorithm ed25519 -out release.key", e);
        }
    }

    /** @throws IOException if the archive cannot be read or is larger than an archive may be */
    SignedRelease sign(Path archive, ReleaseVersion version) throws IOException {
        long size = Files.size(archive);
        if (size < 1 || size > AgentRelease.MAX_BYTES) {
            throw new IOException(archive + " has " + size + " bytes; an archive has 1 to " + AgentRelease.MAX_BYTES);
        }
        AgentRelease release = new AgentRelease(version, ArchiveChecksum.of(archive), size);
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(release.signedBytes());
            return new SignedRelease(release, Base64.getEncoder().encodeToString(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IOException("this key does not sign: " + e.getMessage(), e);
        }
    }
}
