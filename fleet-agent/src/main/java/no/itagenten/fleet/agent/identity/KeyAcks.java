package no.itagenten.fleet.agent.identity;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.KeyAck;

/** Hands the server's answers to a new key from the connection's thread to the one that offers it. Safe for several threads. */
public final class KeyAcks {

    private final BlockingQueue<KeyAck> came = new ArrayBlockingQueue<>(4);

    /** Takes an answer in; never blocks. What nobody waits for is dropped: the key is offered again. */
    public void put(KeyAck ack) {
        if (!came.offer(ack)) {
            came.poll();
        }
    }

    /** The next answer about that key for that command; empty if none comes in that time. */
    public Optional<KeyAck> await(CommandId command, String publicKey, Duration atMost) throws InterruptedException {
        KeyAck ack = came.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
        return Optional.ofNullable(ack)
                .filter(found ->
                        found.commandId().equals(command) && found.publicKey().equals(publicKey));
    }
}
