package no.itagenten.fleet.protocol;

import java.util.Optional;

/** The conditions a message's parts must meet; each failure names the part. */
final class Check {

    private Check() {}

    static void text(String value, int maxChars, String what) {
        if (value.isEmpty() || value.length() > maxChars) {
            throw new IllegalArgumentException(what + " must have 1 to " + maxChars + " characters");
        }
    }

    static void optionalText(Optional<String> value, int maxChars, String what) {
        if (value.isPresent() && value.get().length() > maxChars) {
            throw new IllegalArgumentException(what + " must have at most " + maxChars + " characters");
        }
    }

    static void atLeast(long value, long least, String what) {
        if (value < least) {
            throw new IllegalArgumentException(what + " must be at least " + least);
        }
    }

    static void atMost(int size, int most, String what) {
        if (size > most) {
            throw new IllegalArgumentException(what + " must have at most " + most + " entries");
        }
    }
}
