package no.itagenten.fleet.fleetd.policy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.protocol.MessageCodec;
import no.itagenten.fleet.protocol.Policy;
import no.itagenten.fleet.protocol.PolicyLock;

/**
 * Gives a policy its number: made of what it says, so that it is the same after a restart of the daemon, and another as soon as
 * anything it depends on has changed. 0 if it says nothing.
 */
final class Revisions {

    /** A JSON number is read exactly up to this (RFC 8259, 6). */
    private static final long EXACT = (1L << 53) - 1;

    private Revisions() {}

    static Policy number(Optional<PolicyLock> lock, Optional<String> timeZone, Optional<List<String>> windows) {
        if (lock.isEmpty() && timeZone.isEmpty() && windows.isEmpty()) {
            return new Policy(0, lock, timeZone, windows);
        }
        String text = MessageCodec.encode(new Policy(0, lock, timeZone, windows));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            long number = ByteBuffer.wrap(digest).getLong() & EXACT;
            return new Policy(Math.max(1, number), lock, timeZone, windows);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
