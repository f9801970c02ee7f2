package no.itagenten.fleet.agent.connection;

import java.time.Duration;
import no.itagenten.fleet.protocol.Protocol;

/** Judges by the clock whether the other side is still there, and when to ask. Frames may be noted from any thread. */
final class Liveness {

    private volatile long lastFrame;
    private long lastPing;
    private volatile boolean asked;

    Liveness(long now) {
        lastFrame = now;
        lastPing = now;
    }

    /** Something came, whatever it was. */
    void frame(long now) {
        lastFrame = now;
    }

    boolean isDead(long now) {
        return now - lastFrame >= Protocol.DEAD_AFTER.toNanos();
    }

    boolean isPingDue(long now) {
        return asked || now - lastPing >= Protocol.PING_INTERVAL.toNanos();
    }

    void pinged(long now) {
        lastPing = now;
        asked = false;
    }

    /** Has the next ping sent at once. */
    void ask() {
        asked = true;
    }

    /** Until there is something to do: a ping, or giving up. */
    Duration untilNext(long now) {
        long untilPing = Protocol.PING_INTERVAL.toNanos() - (now - lastPing);
        long untilDead = Protocol.DEAD_AFTER.toNanos() - (now - lastFrame);
        return Duration.ofNanos(Math.max(0, Math.min(untilPing, untilDead)));
    }
}
