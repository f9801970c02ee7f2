package no.itagenten.fleet.protocol.rest;

import java.time.Duration;

/** How long a command may wait for its device, or on it for its turn, before it ends as {@code expired} without having run. */
public final class CommandExpiry {

    public static final Duration LEAST = Duration.ofSeconds(1);
    public static final Duration MOST = Duration.ofDays(30);

    private CommandExpiry() {}

    /** @throws IllegalArgumentException if it is not between {@link #LEAST} and {@link #MOST} */
    public static Duration require(Duration expiry) {
        if (expiry.compareTo(LEAST) < 0 || expiry.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("a command expires after 1 second to 30 days");
        }
        return expiry;
    }
}
