package no.itagenten.fleet.fleetctl.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import no.itagenten.fleet.fleetctl.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

    private final Times times = new Times(Sample.CLOCK);

    @ParameterizedTest
    @CsvSource({
        "0, now",
        "12, 12 s ago",
        "300, 5 min ago",
        "10800, 3 h ago",
        "172800, 2 d ago",
        "-86399, in 24 h",
        "-20, in 20 s"
    })
    void saysHowLongAgo(long seconds, String words) {
        assertThat(times.relative(Sample.NOW.minusSeconds(seconds))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"30s, 30", "5m, 300", "5 min, 300", "1h, 3600", "7d, 604800"})
    void readsDurations(String text, long seconds) {
        assertThat(Times.parseDuration(text)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "m", "-5m", "5w", "1h30m", "99999999999s"})
    void refusesWhatIsNoDuration(String text) {
        assertThatThrownBy(() -> Times.parseDuration(text)).hasMessageContaining("such as 30s");
    }

    @ParameterizedTest
    @CsvSource({
        "10m, 2026-11-23T18:50:00Z",
        "2026-11-23T18:00:00Z, 2026-11-23T18:00:00Z",
        "2026-11-23T18:00:00+01:00, 2026-11-23T17:00:00Z",
        "2026-11-23 18:30, 2026-11-23T18:30:00Z",
        "2026-11-22, 2026-11-22T00:00:00Z"
    })
    void readsPointsInTime(String text, Instant instant) {
        assertThat(times.parseSince(text)).isEqualTo(instant);
    }

    @Test
    void refusesWhatIsNoPointInTime() {
        assertThatThrownBy(() -> times.parseSince("yesterday")).hasMessageContaining("'yesterday' is neither");
    }
}
