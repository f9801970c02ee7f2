package no.itagenten.fleet.agent.bundle;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import no.itagenten.fleet.protocol.BundleAck;
import no.itagenten.fleet.protocol.CommandId;

/** Hands the server's answers from the connection's thread to the one that uploads. Safe for several threads. */
public final class BundleAcks {

    private final BlockingQueue<BundleAck> came = new ArrayBlockingQueue<>(4);

    /** Takes an answer in; never blocks. What nobody waits for is dropped: the piece is sent again. */
    public void put(BundleAck ack) {
        if (!came.offer(ack)) {
            came.poll();
        }
    }

    /** The next answer for that command; empty if none comes in that time. */
    Optional<BundleAck> await(CommandId command, Duration atMost) throws InterruptedException {
        BundleAck ack = came.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
        return Optional.ofNullable(ack).filter(found -> found.commandId().equals(command));
    }

    /** Forgets what came late. */
    void clear() {
        came.clear();
    }
}
