package no.itagenten.fleet.agent.upgrade;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import no.itagenten.fleet.protocol.release.AgentRelease;
import no.itagenten.fleet.protocol.release.SignedRelease;

/**
 * The public keys that root has pinned on this device: a release counts when one of them has signed it. No server is ever asked
 * for them. Immutable and safe for any thread.
 */
final class ReleaseKeys {

    private static final int MAX_BYTES = 16 * 1024;
    private static final Integer ROOT = 0;
    private static final String ADVICE =
            "run 'install.sh agent --release-key FILE' on the device, with the public key of whoever makes your releases";

    private final List<PublicKey> keys;

    private ReleaseKeys(List<PublicKey> keys) {
        this.keys = keys;
    }

    /**
     * Reads them: in PEM, or as bare base64, one a line; lines with # are remarks.
     *
     * @throws RefusedReleaseException if there is none, or somebody other than the file's owner could have put it there
     */
    static ReleaseKeys load(Path file) throws RefusedReleaseException {
        try {
            requireClosed(file);
            if (Files.size(file) > MAX_BYTES) {
                throw new RefusedReleaseException(file + " is too large for a few public keys; " + ADVICE);
            }
            ReleaseKeys keys = parse(Files.readString(file, StandardCharsets.US_ASCII));
            if (keys.keys.isEmpty()) {
                throw new RefusedReleaseException(file + " has no key in it; " + ADVICE);
            }
            return keys;
        } catch (NoSuchFileException e) {
            throw new RefusedReleaseException(
                    "no release key is pinned on this device, so the fleet cannot replace its agent: " + ADVICE, e);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new RefusedReleaseException(
                    file + " cannot be used as release keys (Ed25519, in PEM or base64): " + e.getMessage(), e);
        }
    }

    /** @throws RefusedReleaseException if the file could not be pinned as it is */
    static void requireUsable(Path file) throws RefusedReleaseException {
        var unused = load(file);
    }

    /** @throws RefusedReleaseException if none of the keys has signed this */
    AgentRelease verify(SignedRelease signed) throws RefusedReleaseException {
        byte[] signature = Base64.getDecoder().decode(signed.signature());
        for (PublicKey key : keys) {
            if (isSignedBy(key, signed.release().signedBytes(), signature)) {
                return signed.release();
            }
        }
        throw new RefusedReleaseException("the release of fleet-agent "
                + signed.release().version() + " is not signed by a key that is pinned on this device");
    }

    private static boolean isSignedBy(PublicKey key, byte[] text, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(text);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false; // what is no signature at all is not a good one
        }
    }

    private static void requireClosed(Path file) throws IOException, RefusedReleaseException {
        // What runs this is root, where it counts: the agent only looks beforehand.
        Object owner = Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        Object self = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                || permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE)
                || !(owner.equals(ROOT) || owner.equals(self))) {
            throw new RefusedReleaseException(file + " must be a plain file that nobody but root may write: chown root "
                    + file + "; chmod 644 " + file);
        }
    }

    private static ReleaseKeys parse(String text) throws GeneralSecurityException {
        List<PublicKey> keys = new ArrayList<>();
        StringBuilder pem = new StringBuilder();
        boolean inPem = false;
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.startsWith("-----BEGIN ")) {
                inPem = true;
            } else if (line.startsWith("-----END ")) {
                keys.add(key(pem.toString()));
                pem.setLength(0);
                inPem = false;
            } else if (inPem) {
                pem.append(line);
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                keys.add(key(line));
            }
        }
        if (inPem) {
            throw new IllegalArgumentException("the end of a PEM block is missing");
        }
        return new ReleaseKeys(List.copyOf(keys));
    }

    private static PublicKey key(String base64) throws GeneralSecurityException {
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
    }
}
