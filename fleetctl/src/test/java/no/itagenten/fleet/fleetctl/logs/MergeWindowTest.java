package no.itagenten.fleet.fleetctl.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import no.itagenten.fleet.fleetctl.Sample;
import no.itagenten.fleet.protocol.json.WireJson;
import no.itagenten.fleet.protocol.rest.DeviceView;
import no.itagenten.fleet.protocol.rest.LogEntry;
import org.junit.jupiter.api.Test;

class MergeWindowTest {

    private final DeviceView kirke = device("r58-aaa");
    private final DeviceView kapell = device("r58-bbb");
    private final MergeWindow window = new MergeWindow(Duration.ofNanos(100), 4);

    private static DeviceView device(String id) {
        try {
            return WireJson.decode(Sample.device(id, id, "online"), DeviceView.class);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** An entry whose second of the minute is {@code second}. */
    private static LogEntry entry(long id, int second) {
        try {
            return WireJson.decode(
                    Sample.log(id, "info", "line " + id)
                            .replaceFirst("18:59:\\d\\d", String.format("18:59:%02d", second)),
                    LogEntry.class);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private List<Long> due(long nanoTime) {
        return window.due(nanoTime).stream().map(line -> line.entry().id()).toList();
    }

    @Test
    void holdsALineBackUntilOlderOnesOfOthersHadTheirTime() {
        window.add(kirke, entry(1, 20), 0);
        window.add(kapell, entry(2, 10), 50);

        assertThat(due(99)).isEmpty();
        assertThat(due(100)).containsExactly(2L, 1L);
        assertThat(window.isEmpty()).isTrue();
    }

    @Test
    void lettingAnOlderLineGoDoesNotLetNewerOnesGoWithIt() {
        window.add(kirke, entry(1, 10), 0);
        window.add(kapell, entry(2, 20), 50);

        assertThat(due(100)).containsExactly(1L);
        assertThat(due(150)).containsExactly(2L);
    }

    @Test
    void keepsADevicesOwnOrderThoughItsClockWasSetBack() {
        window.add(kirke, entry(1, 30), 0);
        window.add(kirke, entry(2, 10), 1);
        window.add(kapell, entry(3, 20), 2);

        assertThat(due(200)).containsExactly(3L, 1L, 2L);
    }

    @Test
    void holdsNoMoreThanItMay() {
        for (int i = 1; i <= 6; i++) {
            window.add(kirke, entry(i, i), 0);
        }

        assertThat(due(1)).containsExactly(1L, 2L);
    }
}
