package no.itagenten.fleet.agent.upgrade;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import no.itagenten.fleet.protocol.release.AgentRelease;

/** Whether a file is the very archive that a release names. */
final class ArchiveChecksum {

    private ArchiveChecksum() {}

    /** The file's SHA-256 in hexadecimal. */
    static String of(Path file) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[64 * 1024];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** @throws RefusedReleaseException if it is another one, or damaged */
    static void require(Path archive, AgentRelease release) throws IOException, RefusedReleaseException {
        long size = Files.size(archive);
        if (size != release.size()) {
            throw new RefusedReleaseException("the archive has " + size + " bytes, and what is signed for fleet-agent "
                    + release.version() + " has " + release.size());
        }
        if (!of(archive).equals(release.sha256())) {
            throw new RefusedReleaseException(
                    "the archive is not the one that is signed for fleet-agent " + release.version());
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
