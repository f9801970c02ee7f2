package no.itagenten.fleet.fleetd.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices, by the monotonic clock, that the wall clock was set forward by more than a minute, and knows how much of the time since
 * an earlier moment never passed. Setting the clock back takes that back. Remembers only what happened while this runs. Safe for
 * any thread.
 */
public final class ClockJumps {

    private static final Logger log = LoggerFactory.getLogger(ClockJumps.class);
    private static final Duration NOTICED = Duration.ofMinutes(1);
    private static final int MOST = 100;

    private final List<Jump> jumps = new ArrayList<>();
    private final Clock clock;
    private final LongSupplier nanoTime;
    private Instant lastTime;
    private long lastNanos;

    /** What was recorded until {@code before}, by the clock before it was set, seems older by {@code ahead} than it is. */
    private record Jump(Instant before, Duration ahead) {}

    public ClockJumps(Clock clock, LongSupplier nanoTime) {
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.lastTime = clock.instant();
        this.lastNanos = nanoTime.getAsLong();
    }

    /** How much of the wall clock's time since that moment did not pass. Looks at both clocks: to be asked every few seconds. */
    public synchronized Duration notPassedSince(Instant recorded) {
        look();
        return jumps.stream()
                .filter(jump -> !recorded.isAfter(jump.before))
                .map(Jump::ahead)
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** What the clock said when it was that long ago. */
    public synchronized Instant ago(Duration age) {
        look();
        Instant then = lastTime.minus(age);
        for (int i = jumps.size() - 1; i >= 0; i--) {
            Jump jump = jumps.get(i);
            if (then.isBefore(jump.before.plus(jump.ahead))) { // before it was set
                then = then.minus(jump.ahead);
            }
        }
        return then;
    }

    private void look() {
        Instant time = clock.instant();
        long nanos = nanoTime.getAsLong();
        Instant expected = lastTime.plusNanos(nanos - lastNanos);
        lastTime = time;
        lastNanos = nanos;
        Duration ahead = Duration.between(expected, time);
        if (ahead.compareTo(NOTICED) > 0) {
            log.warn("The clock was set forward by {}: what is under way and what is kept has that much longer", ahead);
            if (jumps.size() == MOST) {
                Jump last = jumps.remove(MOST - 1);
                ahead = ahead.plus(last.ahead);
            }
            jumps.add(new Jump(expected, ahead));
        } else if (ahead.negated().compareTo(NOTICED) > 0) {
            log.warn("The clock was set back by {}", ahead.negated());
            takeBack(ahead.negated());
        }
    }

    private void takeBack(Duration back) {
        Duration left = back;
        while (!jumps.isEmpty() && left.compareTo(Duration.ZERO) > 0) {
            Jump last = jumps.remove(jumps.size() - 1);
            if (last.ahead.compareTo(left) > 0) {
                jumps.add(new Jump(last.before, last.ahead.minus(left)));
            }
            left = left.minus(last.ahead);
        }
    }
}
