package no.itagenten.fleet.agent.handler;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A server that answers when asked, unless it is away. */
final class FakeServer implements ServerContact {

    final AtomicInteger reconnections = new AtomicInteger();

    private final AtomicLong frames = new AtomicLong();
    volatile boolean away;

    @Override
    public long framesHeard() {
        return frames.get();
    }

    @Override
    public void ask() {
        if (!away) {
            frames.incrementAndGet();
        }
    }

    @Override
    public void reconnect() {
        reconnections.incrementAndGet();
    }
}
