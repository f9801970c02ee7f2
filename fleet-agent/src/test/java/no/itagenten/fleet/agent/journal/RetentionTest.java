package no.itagenten.fleet.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import no.itagenten.fleet.agent.journal.Retention.Candidate;
import no.itagenten.fleet.protocol.CommandId;
import org.junit.jupiter.api.Test;

class RetentionTest {

    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

    @Test
    void keepsTheNewestThousandHoweverOld() {
        assertThat(Retention.expired(commands(1000, Duration.ofDays(400)), NOW)).isEmpty();
    }

    @Test
    void keepsAWeeksCommandsBeyondThem() {
        assertThat(Retention.expired(commands(3000, Duration.ofDays(6)), NOW)).isEmpty();
    }

    @Test
    void forgetsTheOldestOfThoseThatAreOld() {
        List<CommandId> expired = Retention.expired(commands(1002, Duration.ofDays(8)), NOW);

        assertThat(expired).containsExactly(new CommandId("c1"), new CommandId("c0"));
    }

    @Test
    void neverKeepsMoreThanItsLimit() {
        assertThat(Retention.expired(commands(5001, Duration.ZERO), NOW)).containsExactly(new CommandId("c0"));
    }

    private static List<Candidate> commands(int count, Duration age) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Candidate(new CommandId("c" + i), i, NOW.minus(age)))
                .toList();
    }
}
