package no.itagenten.fleet.agent.connection;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next attempt: a random part of a limit that doubles with every failure, so that many devices that
 * lost the same server do not come back together. Not safe for several threads.
 */
final class Backoff {

    static final Duration FIRST = Duration.ofSeconds(1);
    static final Duration CAP = Duration.ofMinutes(1);

    private static final int MAX_DOUBLINGS = 6;

    /** A server that starts again is back within so many tries of at most eight seconds: only then is it left alone for longer. */
    private static final int SHORT_DOUBLINGS = 3;

    private static final int TRIES_AT_EIGHT_SECONDS = 5;

    private final DoubleSupplier random;
    private int failures;

    /** @param random numbers from 0 (inclusive) to 1 (exclusive) */
    Backoff(DoubleSupplier random) {
        this.random = random;
    }

    /** Counts a failure and says how long to wait. The first wait is at most a second, none is longer than a minute. */
    Duration next() {
        int doublings = failures <= SHORT_DOUBLINGS
                ? failures
                : Math.max(SHORT_DOUBLINGS, Math.min(failures - TRIES_AT_EIGHT_SECONDS + 1, MAX_DOUBLINGS));
        long limit = Math.min(FIRST.toMillis() << doublings, CAP.toMillis());
        failures++;
        return part(Duration.ofMillis(limit));
    }

    /** A random part of that time. */
    Duration part(Duration whole) {
        return Duration.ofMillis((long) (random.getAsDouble() * whole.toMillis()));
    }

    /** The server took us in, but not for long: it is there, and may only be restarted again and again. */
    void ease() {
        failures = Math.min(failures, SHORT_DOUBLINGS);
    }

    /** The last connection held: the next failure is a first one. */
    void reset() {
        failures = 0;
    }
}
