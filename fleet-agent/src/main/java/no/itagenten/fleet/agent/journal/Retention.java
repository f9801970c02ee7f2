package no.itagenten.fleet.agent.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import no.itagenten.fleet.protocol.CommandId;

/**
 * How long settled commands are remembered, so that one that is delivered again is known: the newest thousand always, whatever
 * the clock says, and a week's where there are more, up to a limit.
 */
final class Retention {

    static final int ALWAYS_KEPT = 1000;
    static final int NEVER_MORE = 5000;
    static final Duration KEPT_FOR = Duration.ofDays(7);

    private Retention() {}

    record Candidate(CommandId id, long order, Instant receivedAt) {}

    static List<CommandId> expired(List<Candidate> settled, Instant now) {
        if (settled.size() <= ALWAYS_KEPT) {
            return List.of();
        }
        List<Candidate> newestFirst = settled.stream()
                .sorted(Comparator.comparingLong(Candidate::order).reversed())
                .toList();
        Instant horizon = now.minus(KEPT_FOR);
        return IntStream.range(ALWAYS_KEPT, newestFirst.size())
                .filter(i -> i >= NEVER_MORE || newestFirst.get(i).receivedAt().isBefore(horizon))
                .mapToObj(i -> newestFirst.get(i).id())
                .toList();
    }
}
