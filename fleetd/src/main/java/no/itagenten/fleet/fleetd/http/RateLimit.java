package no.itagenten.fleet.fleetd.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Counts failures of an address, or an account, in a sliding window, and says when there were too many. Holds at most 10,000 addresses; the one
 * that failed longest ago is forgotten first. Safe for any thread.
 */
final class RateLimit {

    private static final int MAX_ADDRESSES = 10_000;

    private final Map<String, Window> windows = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
            return size() > MAX_ADDRESSES;
        }
    };
    private final int most;
    private final Duration window;
    private final LongSupplier nanoTime;

    private static final class Window {
        private long startedAt;
        private int failures;
    }

    RateLimit(int most, Duration window, LongSupplier nanoTime) {
        this.most = most;
        this.window = window;
        this.nanoTime = nanoTime;
    }

    /**
     * Counts a failure. Whoever has the right secret is not asked: many share an address, and one of them must not lock out the rest.
     *
     * @return whether there were too many before this one
     */
    synchronized boolean failed(String address) {
        Window current = current(address);
        if (current.failures >= most) {
            return true;
        }
        current.failures++;
        return false;
    }

    /** Whether there were too many failures already; for secrets that can be guessed, so that the right one is not found either. */
    synchronized boolean isExhausted(String address) {
        // Only looked at: whoever asks about made-up names must not make room by driving out a real one.
        Window known = windows.get(address);
        return known != null && known.failures >= most && nanoTime.getAsLong() - known.startedAt <= window.toNanos();
    }

    private Window current(String address) {
        long now = nanoTime.getAsLong();
        Window current = windows.computeIfAbsent(address, unknown -> new Window());
        if (current.failures == 0 || now - current.startedAt > window.toNanos()) {
            current.startedAt = now;
            current.failures = 0;
        }
        return current;
    }
}
