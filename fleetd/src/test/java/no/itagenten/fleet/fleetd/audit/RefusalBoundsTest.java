package no.itagenten.fleet.fleetd.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import no.itagenten.fleet.fleetd.testing.AdjustableClock;
import org.junit.jupiter.api.Test;

class RefusalBoundsTest {

    private final AdjustableClock clock = new AdjustableClock();
    private final RefusalBounds bounds = new RefusalBounds(clock::nanoTime);

    private int admitted(String who, int times) {
        int admitted = 0;
        for (int i = 0; i < times; i++) {
            if (bounds.admit(who)) {
                admitted++;
            }
        }
        return admitted;
    }

    private static int sum(Map<String, String> counts) {
        return counts.values().stream().mapToInt(Integer::parseInt).sum();
    }

    @Test
    void theFirstOfOneAreWrittenAndTheRestCounted() {
        int admitted = admitted("203.0.113.9", 1_000);

        assertThat(admitted).isEqualTo(RefusalBounds.MOST_OF_ONE);
        assertThat(bounds.takeCounts()).isEqualTo(Map.of("203.0.113.9", "990"));
        assertThat(bounds.takeCounts()).isEmpty();
    }

    @Test
    void whoFloodsDoesNotHideAnother() {
        admitted("203.0.113.9", 1_000);

        assertThat(admitted("198.51.100.7", 3)).isEqualTo(3);
    }

    @Test
    void manyAddressesWriteNoMoreThanAFewAndNoneIsLost() {
        int admitted = 0;
        for (int i = 0; i < 50_000; i++) {
            admitted += admitted("2001:db8::" + Integer.toHexString(i), 1);
        }

        Map<String, String> counts = bounds.takeCounts();
        assertThat(admitted).isEqualTo(RefusalBounds.MOST_OF_ALL);
        assertThat(counts).hasSize(RefusalBounds.MOST_TOLD + 1).containsKey("others");
        assertThat(sum(counts) + admitted).isEqualTo(50_000);
    }

    @Test
    void aDayOfFloodingWritesABoundedNumber() {
        int admitted = 0;
        int counted = 0;
        for (int window = 0; window < 287; window++) {
            admitted += admitted("one", 100);
            admitted += admitted("two", 100);
            counted += sum(bounds.takeCounts());
            clock.advanceNanoTime(RefusalBounds.WINDOW);
        }

        assertThat(admitted).isEqualTo(RefusalBounds.MOST_IN_A_DAY);
        assertThat(admitted + counted).isEqualTo(287 * 200);
        clock.advanceNanoTime(Duration.ofDays(1));
        assertThat(admitted("one", 1)).isEqualTo(1);
    }

    @Test
    void countsThatCouldNotBeToldAreToldLater() {
        admitted("203.0.113.9", 15);
        Map<String, String> counts = bounds.takeCounts();
        bounds.countAgain(counts);
        admitted("203.0.113.9", 1);

        assertThat(bounds.takeCounts()).isEqualTo(Map.of("203.0.113.9", "6"));
    }
}
