package no.itagenten.fleet.protocol;

import java.util.Optional;
import no.itagenten.fleet.protocol.release.ReleaseVersion;
import no.itagenten.fleet.protocol.release.SignedRelease;

/**
 * A part of an agent's release.
 *
 * @param offset where in the archive it begins, in bytes
 * @param signature the text that says what the whole archive is and who vouches for it, see {@link SignedRelease}
 * @param data in base64, at most {@link #MAX_BYTES} unpacked
 * @param problem why there is none, instead of the two
 */
public record ReleasePart(
        String version, long offset, Optional<String> signature, Optional<String> data, Optional<String> problem)
        implements ServerMessage {

    /** With all that is around it, it stays within a message. */
    public static final int MAX_BYTES = 32 * 1024;

    public ReleasePart {
        var unused = ReleaseVersion.parse(version);
        Check.atLeast(offset, 0, "offset");
        Check.optionalText(signature, SignedRelease.MAX_CHARS, "signature");
        Check.optionalText(data, MAX_BYTES / 3 * 4 + 4, "data");
        if (problem.isPresent() == (signature.isPresent() && data.isPresent())) {
            throw new IllegalArgumentException("a part has 'signature' and 'data', or a 'problem'");
        }
        problem = problem.map(text -> Text.cut(text, 1000));
    }

    /** There is no such part, and why. */
    public static ReleasePart none(String version, long offset, String problem) {
        return new ReleasePart(version, offset, Optional.empty(), Optional.empty(), Optional.of(problem));
    }
}
