package no.itagenten.fleet.fleetd.http;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much all event streams together hold for readers that have not taken it yet, in characters. Beyond the bound, only a reader
 * that has taken all it was sent before gets more: those that lag pay, not those that read. Safe for any thread.
 */
final class UnsentEvents {

    private final long most;
    private final AtomicLong held = new AtomicLong();

    /** @param most characters held for all readers together */
    UnsentEvents(long most) {
        this.most = most;
    }

    /** @return false if there is too much of it already; then nothing is held */
    boolean hold(long characters, boolean readerIsBehind) {
        if (held.addAndGet(characters) > most && readerIsBehind) {
            held.addAndGet(-characters);
            return false;
        }
        return true;
    }

    void release(long characters) {
        held.addAndGet(-characters);
    }

    long held() {
        return held.get();
    }
}
