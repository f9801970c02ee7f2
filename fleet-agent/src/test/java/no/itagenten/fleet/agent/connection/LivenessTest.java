package no.itagenten.fleet.agent.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LivenessTest {

    private static final long START = -5; // nanoTime may be negative

    private final Liveness liveness = new Liveness(START);

    @Test
    void asksEveryFifteenSeconds() {
        assertThat(liveness.isPingDue(at(14.9))).isFalse();
        assertThat(liveness.isPingDue(at(15))).isTrue();

        liveness.pinged(at(15));

        assertThat(liveness.isPingDue(at(29.9))).isFalse();
        assertThat(liveness.isPingDue(at(30))).isTrue();
    }

    @Test
    void givesUpAfterFortySecondsOfSilence() {
        assertThat(liveness.isDead(at(39.9))).isFalse();
        assertThat(liveness.isDead(at(40))).isTrue();
    }

    @Test
    void countsFromTheLastFrame() {
        liveness.frame(at(30));

        assertThat(liveness.isDead(at(69.9))).isFalse();
        assertThat(liveness.isDead(at(70))).isTrue();
    }

    @Test
    void saysHowLongThereIsNothingToDo() {
        liveness.pinged(at(30));

        assertThat(liveness.untilNext(at(30))).isEqualTo(Duration.ofSeconds(10));
        assertThat(liveness.untilNext(at(100))).isEqualTo(Duration.ZERO);
    }

    private static long at(double seconds) {
        return START + (long) (seconds * 1_000_000_000);
    }
}
