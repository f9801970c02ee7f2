package no.itagenten.fleet.fleetd.audit;

import java.util.Locale;
import java.util.Optional;
import no.itagenten.fleet.protocol.Text;

/**
 * How it ended.
 *
 * @param code of the error that it was answered with
 * @param reason of that error, in words
 */
public record Outcome(Result result, Optional<String> code, Optional<String> reason) {

    public static final Outcome OK = new Outcome(Result.OK, Optional.empty(), Optional.empty());

    private static final int LONGEST_REASON = 300;

    /** In one word. */
    public enum Result {
        OK,
        /** By a rule: not allowed, not there, or not possible. */
        REFUSED,
        /** Too often. */
        THROTTLED,
        /** By no fault of the caller's. */
        FAILED;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Outcome {
        reason = reason.map(text -> Text.excerpt(text, LONGEST_REASON));
    }

    /** For a reason that has no code. */
    public static Outcome refused(String reason) {
        return new Outcome(Result.REFUSED, Optional.empty(), Optional.of(reason));
    }
}
