package no.itagenten.fleet.protocol;

import com.google.gson.annotations.SerializedName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Under what terms, and on whose word, a device carries out a command. A device of an older release knows none of them and ignores them.
 *
 * @param expiresInSeconds what is left, when the message is sent, of the time within which the disruptive part may begin; once it
 *     is over the device must not begin any more
 * @param deadlineSeconds how long the device may be at it, not counting the time it waits for its turn
 * @param acceptRisk what does not keep the command waiting
 * @param requestedBy the user or the token that asked for it, for the device's own journal; cut, and fit to stand in a log
 */
public record CommandTerms(
        @SerializedName("expires_in_seconds") Optional<Long> expiresInSeconds,
        @SerializedName("deadline_seconds") Optional<Long> deadlineSeconds,
        @SerializedName("accept_risk") Optional<List<Risk>> acceptRisk,
        @SerializedName("requested_by") Optional<String> requestedBy) {

    /** The shortest and the longest deadline. */
    public static final Duration LEAST_DEADLINE = Duration.ofSeconds(5);

    public static final Duration MOST_DEADLINE = Duration.ofHours(6);

    private static final int LONGEST_NAME = 100;

    /** No terms at all, as the first release gave none. */
    public static final CommandTerms NONE = new CommandTerms(Optional.empty(), Optional.empty(), Optional.empty());

    public CommandTerms {
        expiresInSeconds.ifPresent(seconds -> Check.atLeast(seconds, 0, "expires_in_seconds"));
        deadlineSeconds.map(Duration::ofSeconds).ifPresent(CommandTerms::requireDeadline);
        acceptRisk = acceptRisk.map(List::copyOf);
        acceptRisk.ifPresent(risks -> Check.atMost(risks.size(), Risk.values().length, "accept_risk"));
        requestedBy = requestedBy.map(name -> Text.excerpt(name, LONGEST_NAME));
    }

    /** On nobody's word. */
    public CommandTerms(
            Optional<Long> expiresInSeconds, Optional<Long> deadlineSeconds, Optional<List<Risk>> acceptRisk) {
        this(expiresInSeconds, deadlineSeconds, acceptRisk, Optional.empty());
    }

    /** Whether the command goes ahead whatever this is. */
    public boolean accepts(Risk risk) {
        return acceptRisk.isPresent() && acceptRisk.get().contains(risk);
    }

    /** @throws IllegalArgumentException if it is not between {@link #LEAST_DEADLINE} and {@link #MOST_DEADLINE} */
    public static Duration requireDeadline(Duration deadline) {
        if (deadline.compareTo(LEAST_DEADLINE) < 0 || deadline.compareTo(MOST_DEADLINE) > 0) {
            throw new IllegalArgumentException("a deadline is 5 seconds to 6 hours");
        }
        return deadline;
    }
}
