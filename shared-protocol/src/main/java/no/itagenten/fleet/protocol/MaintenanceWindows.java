package no.itagenten.fleet.protocol;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import no.itagenten.fleet.protocol.MaintenanceWindow.Opening;

/**
 * The times of the week at which a device may be disturbed; without any, always. In the night the clocks go forward a time that is
 * left out is the moment of the change, and a window wholly left out opens then for its usual length; in the night they go back a
 * time that comes twice is the first of the two. Immutable.
 */
public final class MaintenanceWindows {

    /** The most windows of one device, and the most characters of one. */
    public static final int MOST = 20;

    public static final int LONGEST = 100;

    /** A week, and the day before and after on which another day may hang. */
    private static final int DAYS_AHEAD = 9;

    private final List<MaintenanceWindow> windows;

    private MaintenanceWindows(List<MaintenanceWindow> windows) {
        this.windows = windows;
    }

    /**
     * Windows such as {@code mon-fri 02:00-05:00}, {@code sat,sun 01:00-04:00}, {@code daily 02:00-04:00} or, over midnight, {@code
     * fri 23:00-02:00}.
     *
     * @throws IllegalArgumentException if one cannot be read or there are more than {@value #MOST}; the message is for people
     */
    public static MaintenanceWindows parse(List<String> texts) {
        if (texts.size() > MOST) {
            throw new IllegalArgumentException("a device has at most " + MOST + " maintenance windows");
        }
        return new MaintenanceWindows(
                texts.stream().map(MaintenanceWindow::parse).toList());
    }

    public boolean isOpen(Instant time, ZoneId zone) {
        return windows.isEmpty() || openings(time, zone).anyMatch(opening -> opening.contains(time));
    }

    /** When the next one opens that is not open yet; empty without any windows. */
    public Optional<Instant> nextOpening(Instant time, ZoneId zone) {
        return openings(time, zone)
                .map(Opening::from)
                .filter(from -> from.isAfter(time))
                .min(Instant::compareTo);
    }

    /** When it stops being open, over windows that meet; empty if it is not open, or does not close within a week. */
    public Optional<Instant> closesAt(Instant time, ZoneId zone) {
        List<Opening> openings = openings(time, zone).toList();
        Instant end = time;
        Optional<Instant> later = latestEnd(openings, end);
        while (later.isPresent()) {
            end = later.get();
            later = latestEnd(openings, end);
        }
        boolean endless = windows.isEmpty() || end.isAfter(time.plusSeconds(7L * 24 * 3600));
        return end.equals(time) || endless ? Optional.empty() : Optional.of(end);
    }

    private static Optional<Instant> latestEnd(List<Opening> openings, Instant time) {
        return openings.stream()
                .filter(opening -> opening.contains(time))
                .map(Opening::to)
                .max(Instant::compareTo);
    }

    private Stream<Opening> openings(Instant around, ZoneId zone) {
        LocalDate first = LocalDate.ofInstant(around, zone).minusDays(2);
        return first.datesUntil(first.plusDays(DAYS_AHEAD + 2L))
                .flatMap(date -> windows.stream().flatMap(window -> window.on(date, zone).stream()));
    }
}
