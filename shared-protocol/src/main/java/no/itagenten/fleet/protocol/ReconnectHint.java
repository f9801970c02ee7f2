package no.itagenten.fleet.protocol;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * By what a server that closes all its connections with {@link Protocol#CLOSE_SERVICE_RESTART} spreads their return: the end of the
 * close reason says over how long. Each device waits for a random part of that time.
 */
public final class ReconnectHint {

    /** A device takes no longer time from a server. */
    public static final Duration LONGEST = Duration.ofMinutes(2);

    private static final Duration LEAST = Duration.ofSeconds(1);

    /** Well below what a small server can take in: each comes with a signature to verify and states to send. */
    private static final int DEVICES_A_SECOND = 100;

    private static final Pattern HINT = Pattern.compile("; reconnect_within_ms=(\\d{1,9})$");

    private ReconnectHint() {}

    /** A close reason with the hint for so many devices. */
    public static String append(String reason, int devices) {
        Duration within = LEAST.plusMillis(1000L * devices / DEVICES_A_SECOND);
        return reason + "; reconnect_within_ms=" + (within.compareTo(LONGEST) < 0 ? within : LONGEST).toMillis();
    }

    /** The hint in a close reason, at most {@link #LONGEST}. */
    public static Optional<Duration> in(String reason) {
        Matcher matcher = HINT.matcher(reason);
        if (!matcher.find()) {
            return Optional.empty();
        }
        Duration within = Duration.ofMillis(Long.parseLong(matcher.group(1)));
        return Optional.of(within.compareTo(LONGEST) < 0 ? within : LONGEST);
    }
}
