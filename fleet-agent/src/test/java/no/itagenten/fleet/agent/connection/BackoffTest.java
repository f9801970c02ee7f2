package no.itagenten.fleet.agent.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void doublesItsLimitUpToAMinuteAndTriesForAWhileAtEightSeconds() {
        Backoff backoff = new Backoff(() -> 0.999999);

        assertThat(IntStream.range(0, 13)
                        .mapToObj(i -> backoff.next().plusMillis(1).toSeconds()))
                .containsExactly(1L, 2L, 4L, 8L, 8L, 8L, 8L, 8L, 16L, 32L, 60L, 60L, 60L);
    }

    @Test
    void isAnyPartOfTheLimit() {
        Backoff backoff = new Backoff(() -> 0.0);

        backoff.next();

        assertThat(backoff.next()).isEqualTo(Duration.ZERO);
    }

    @Test
    void isAtMostEightSecondsAfterAServerThatTookUsIn() {
        Backoff backoff = new Backoff(() -> 0.999999);
        IntStream.range(0, 20).forEach(i -> backoff.next());

        backoff.ease();

        assertThat(backoff.next().plusMillis(1).toSeconds()).isEqualTo(8);
    }

    @Test
    void beginsAnewAfterAGoodConnection() {
        Backoff backoff = new Backoff(() -> 0.5);
        IntStream.range(0, 20).forEach(i -> backoff.next());

        backoff.reset();

        assertThat(backoff.next()).isEqualTo(Duration.ofMillis(500));
    }
}
