package no.itagenten.fleet.agent.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import no.itagenten.fleet.protocol.CommandAck;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.DeviceMessage;
import no.itagenten.fleet.protocol.LogBatch;
import no.itagenten.fleet.protocol.Status;
import org.junit.jupiter.api.Test;

class OutboxTest {

    private static final DeviceId DEVICE = new DeviceId("d");

    private final Outbox outbox = new Outbox();

    @Test
    void putsCommandsBeforeStatusBeforeLogs() throws Exception {
        outbox.add(logs(1));
        outbox.add(status("1"));
        outbox.add(ack("a"));
        outbox.add(ack("b"));

        assertThat(List.of(next(), next(), next(), next())).containsExactly(ack("a"), ack("b"), status("1"), logs(1));
    }

    @Test
    void keepsOnlyTheLatestStatus() throws Exception {
        outbox.add(status("old"));
        outbox.add(status("new"));

        assertThat(next()).isEqualTo(status("new"));
        assertThat(outbox.poll(Duration.ZERO)).isEmpty();
    }

    @Test
    void saysThatItOverflowedInsteadOfGrowing() {
        for (int i = 0; i < Outbox.MAX_WAITING; i++) {
            outbox.add(ack("c" + i));
        }
        assertThat(outbox.hasOverflowed()).isFalse();

        outbox.add(ack("one-more"));

        assertThat(outbox.hasOverflowed()).isTrue();
    }

    @Test
    void wakesWhoeverWaits() throws Exception {
        CompletableFuture<Optional<DeviceMessage>> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return outbox.poll(Duration.ofMinutes(1));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        outbox.wake();

        assertThat(waiting.get(10, TimeUnit.SECONDS)).isEmpty();
    }

    private DeviceMessage next() throws InterruptedException {
        return outbox.poll(Duration.ZERO).orElseThrow();
    }

    private static CommandAck ack(String id) {
        return new CommandAck(DEVICE, new CommandId(id));
    }

    private static Status status(String version) {
        return new Status(
                DEVICE, Optional.of(version), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static LogBatch logs(long number) {
        return new LogBatch(DEVICE, "s", number, Optional.empty(), List.of());
    }
}
