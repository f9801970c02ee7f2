package no.itagenten.fleet.protocol.release;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * What a release key vouches for: that the archive with this checksum is the agent of this version. Immutable.
 *
 * @param sha256 of the archive, in 64 lower-case hexadecimal digits
 * @param size of the archive, in bytes
 */
public record AgentRelease(ReleaseVersion version, String sha256, long size) {

    /** No archive is larger. */
    public static final long MAX_BYTES = 64L * 1024 * 1024;

    /** The first line of what is signed: a signature made for anything else is none for a release. */
    static final String LABEL = "r58-fleet-agent-release-v1";

    /** The program that the archive is of. */
    static final String NAME = "fleet-agent";

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    public AgentRelease {
        if (!SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException("a SHA-256 is 64 lower-case hexadecimal digits");
        }
        if (size < 1 || size > MAX_BYTES) {
            throw new IllegalArgumentException("a release's archive has 1 to " + MAX_BYTES + " bytes, not " + size);
        }
    }

    /** The bytes that the signature is over. */
    public byte[] signedBytes() {
        return text().getBytes(StandardCharsets.US_ASCII);
    }

    /** Five lines, each with its end. */
    String text() {
        return LABEL + "\nname=" + NAME + "\nversion=" + version + "\nsha256=" + sha256 + "\nsize=" + size + "\n";
    }
}
