package no.itagenten.fleet.agent.config;

import java.nio.file.Path;

/**
 * Whose signature an update must bear.
 *
 * @param allowedSigners keys that are trusted, in the format of ssh-keygen(1), ALLOWED SIGNERS
 */
public record SignaturePolicy(Signed signed, Path allowedSigners) {

    /** What it is that must be signed. */
    public enum Signed {
        /** The commit itself, whatever target it was asked for by. */
        COMMIT,
        /** The tag it is asked for by; branches and commits are refused. */
        TAG
    }
}
