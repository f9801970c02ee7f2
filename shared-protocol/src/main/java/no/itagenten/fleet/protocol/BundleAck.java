package no.itagenten.fleet.protocol;

import java.util.Optional;

/**
 * What the server has of a support bundle.
 *
 * @param stored how many bytes from its first; as many as it has: all is on disk, and is what was sent
 * @param problem why the server takes no more of it; absent: the next piece is wanted from {@code stored} on
 */
public record BundleAck(CommandId commandId, long stored, Optional<String> problem) implements ServerMessage {

    public BundleAck {
        Check.atLeast(stored, 0, "stored");
        Check.optionalText(problem, 1000, "problem");
    }
}
