package no.itagenten.fleet.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Oslo's clocks went forward on 30 March 2025 at 01:00 UTC, and back on 26 October 2025 at 01:00 UTC. */
class MaintenanceWindowsTest {

    private static final ZoneId OSLO = ZoneId.of("Europe/Oslo");

    @Test
    void isOpenFromItsBeginningUntilBeforeItsEnd() {
        MaintenanceWindows windows = windows("mon-fri 02:00-05:00");

        assertThat(windows.isOpen(at("2025-12-22T00:59:59Z"), OSLO)).isFalse();
        assertThat(windows.isOpen(at("2025-12-22T01:00:00Z"), OSLO)).isTrue();
        assertThat(windows.isOpen(at("2025-12-22T03:59:59Z"), OSLO)).isTrue();
        assertThat(windows.isOpen(at("2025-12-22T04:00:00Z"), OSLO)).isFalse();
        assertThat(windows.isOpen(at("2025-12-21T02:00:00Z"), OSLO))
                .as("a Sunday")
                .isFalse();
    }

    @Test
    void tellsTheNextOpeningOverTheWeekend() {
        MaintenanceWindows windows = windows("mon-fri 02:00-05:00");

        assertThat(windows.nextOpening(at("2025-12-19T12:00:00Z"), OSLO)).contains(at("2025-12-22T01:00:00Z"));
    }

    @Test
    void goesOverMidnight() {
        MaintenanceWindows windows = windows("fri 23:00-02:00");

        assertThat(windows.isOpen(at("2025-12-20T00:30:00Z"), OSLO)).isTrue();
        assertThat(windows.closesAt(at("2025-12-19T22:30:00Z"), OSLO)).contains(at("2025-12-20T01:00:00Z"));
        assertThat(windows.isOpen(at("2025-12-19T00:30:00Z"), OSLO)).isFalse();
    }

    @Test
    void takesWindowsThatMeetForOne() {
        MaintenanceWindows windows = windows("sat 22:00-24:00", "sun 00:00-03:00");

        assertThat(windows.closesAt(at("2025-12-20T21:30:00Z"), OSLO)).contains(at("2025-12-21T02:00:00Z"));
    }

    @Test
    void isAlwaysOpenWithoutWindows() {
        MaintenanceWindows none = windows();

        assertThat(none.isOpen(at("2025-12-21T12:00:00Z"), OSLO)).isTrue();
        assertThat(none.nextOpening(at("2025-12-21T12:00:00Z"), OSLO)).isEmpty();
        assertThat(none.closesAt(at("2025-12-21T12:00:00Z"), OSLO)).isEmpty();
    }

    @Test
    void opensOnceInTheHourThatIsLeftOut() {
        MaintenanceWindows windows = windows("daily 02:15-02:45");

        assertThat(windows.nextOpening(at("2025-03-30T00:00:00Z"), OSLO)).contains(at("2025-03-30T01:00:00Z"));
        assertThat(windows.closesAt(at("2025-03-30T01:00:00Z"), OSLO)).contains(at("2025-03-30T01:30:00Z"));
        assertThat(windows.nextOpening(at("2025-03-30T01:00:00Z"), OSLO)).contains(at("2025-03-31T00:15:00Z"));
    }

    @Test
    void endsByTheClockWhenItBeganInTheHourThatIsLeftOut() {
        MaintenanceWindows windows = windows("daily 02:30-05:00");

        assertThat(windows.nextOpening(at("2025-03-30T00:00:00Z"), OSLO)).contains(at("2025-03-30T01:00:00Z"));
        assertThat(windows.closesAt(at("2025-03-30T01:00:00Z"), OSLO)).contains(at("2025-03-30T03:00:00Z"));
    }

    @Test
    void doesNotOpenTwiceInTheHourThatComesTwice() {
        MaintenanceWindows windows = windows("daily 02:15-02:45");

        assertThat(windows.isOpen(at("2025-10-26T00:30:00Z"), OSLO)).isTrue();
        assertThat(windows.isOpen(at("2025-10-26T01:30:00Z"), OSLO)).isFalse();
        assertThat(windows.nextOpening(at("2025-10-26T00:30:00Z"), OSLO)).contains(at("2025-10-27T01:15:00Z"));
    }

    @Test
    void takesDaysOverTheEndOfTheWeek() {
        assertThat(windows("sat-mon 02:00-03:00").isOpen(at("2025-12-21T01:30:00Z"), OSLO))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mon",
                "02:00-04:00",
                "mon 2:00-4:00",
                "mon 24:00-02:00",
                "mon 02:60-03:00",
                "mon 02:00-24:30",
                "mon 02:00-02:00",
                "mon-tue-wed 02:00-03:00",
                "mon, 02:00-03:00",
                "monday 02:00-03:00"
            })
    void saysHowToWriteAWindow(String text) {
        assertThatThrownBy(() -> windows(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("write it like 'mon-fri 02:00-05:00'");
    }

    private static MaintenanceWindows windows(String... texts) {
        List<String> list = Arrays.asList(texts);
        return MaintenanceWindows.parse(list);
    }

    private static Instant at(String time) {
        return Instant.parse(time);
    }
}
