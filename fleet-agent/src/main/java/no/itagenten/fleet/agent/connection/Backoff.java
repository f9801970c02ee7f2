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

    /** After which a server that took us in is tried again within eight seconds. */
    private static final int DOUBLINGS_WHEN_WELCOME = 3;

    private final DoubleSupplier random;
    private int failures;

    /** @param random numbers from 0 (inclusive) to 1 (exclusive) */
    Backoff(DoubleSupplier random) {
        this.random = random;
    }

    /** Counts a failure and says how long to wait. The first wait is at most a second, none is longer than a minute. */
    Duration next() {
        long limit = Math.min(FIRST.toMillis() << Math.min(failures, MAX_DOUBLINGS), CAP.toMillis());
        failures++;
        return part(Duration.ofMillis(limit));
    }

    /** A random part of that time. */
    Duration part(Duration whole) {
        return Duration.ofMillis((long) (random.getAsDouble() * whole.toMillis()));
    }

    /** The server took us in, but not for long: it is there, and may only be restarted again and again. */
    void ease() {
        failures = Math.min(failures, DOUBLINGS_WHEN_WELCOME);
    }

    /** The last connection held: the next failure is a first one. */
    void reset() {
        failures = 0;
    }
}
