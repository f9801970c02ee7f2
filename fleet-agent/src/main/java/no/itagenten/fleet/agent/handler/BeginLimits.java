package no.itagenten.fleet.agent.handler;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import no.itagenten.fleet.agent.journal.JournalEntry;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.CommandTerms;

/**
 * Until when a command may begin, judged on the device: the link may be gone when its time is over. Within one run of the agent the
 * time since its receipt is measured, which no change of the clock disturbs; for a command of an earlier run the clock has to do,
 * and if it was set forward meanwhile the command expires too early rather than too late. Safe for several threads.
 */
final class BeginLimits {

    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Map<CommandId, Long> receivedNanos = new ConcurrentHashMap<>();

    BeginLimits(Clock clock, LongSupplier nanoTime) {
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    void received(CommandId id) {
        receivedNanos.put(id, nanoTime.getAsLong());
    }

    /** It has begun, or ended. */
    void forget(CommandId id) {
        receivedNanos.remove(id);
    }

    /** Whether it must not begin any more. */
    boolean isOver(JournalEntry entry, CommandTerms terms) {
        return terms.expiresInSeconds()
                .map(Duration::ofSeconds)
                .filter(time -> waited(entry).compareTo(time) >= 0)
                .isPresent();
    }

    private Duration waited(JournalEntry entry) {
        return Optional.ofNullable(receivedNanos.get(entry.commandId()))
                .map(then -> Duration.ofNanos(nanoTime.getAsLong() - then))
                .orElseGet(() -> Duration.between(entry.receivedAt(), clock.instant()));
    }
}
