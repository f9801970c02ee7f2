package no.itagenten.fleet.fleetd.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** Time that moves only when a test says so: a wall clock and a monotonic one, which need not move together. */
public final class AdjustableClock extends Clock {

    public static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final AtomicLong nanos = new AtomicLong(5_000_000_000L);

    /** Both clocks go on by that much. */
    public void advance(Duration by) {
        now.updateAndGet(time -> time.plus(by));
        advanceNanoTime(by);
    }

    /** Only the wall clock: somebody sets it. */
    public void set(Duration forward) {
        now.updateAndGet(time -> time.plus(forward));
    }

    /** Only the monotonic clock goes on. */
    public void advanceNanoTime(Duration by) {
        nanos.addAndGet(by.toNanos());
    }

    public long nanoTime() {
        return nanos.get();
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
