package no.itagenten.fleet.protocol;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time of the week, such as {@code mon-fri 02:00-05:00}. An end that is not after the beginning lies on the next day.
 *
 * @param days on which it begins
 * @param minutes how long it is, if the clocks are not changed meanwhile
 */
record MaintenanceWindow(Set<DayOfWeek> days, LocalTime from, int minutes) {

    private static final Pattern FORM = Pattern.compile("(\\S+)\\s+(\\d\\d):(\\d\\d)-(\\d\\d):(\\d\\d)");
    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final int DAY = 24 * 60;

    /** Open from the first until before the second. */
    record Opening(Instant from, Instant to) {

        boolean contains(Instant time) {
            return !time.isBefore(from) && time.isBefore(to);
        }
    }

    static MaintenanceWindow parse(String text) {
        Matcher parts = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            throw unusable(text);
        }
        int from = minute(parts.group(2), parts.group(3), text);
        int to = minute(parts.group(4), parts.group(5), text);
        if (from == DAY || from == to) {
            throw unusable(text);
        }
        int length = to > from ? to - from : to - from + DAY;
        return new MaintenanceWindow(days(parts.group(1), text), LocalTime.of(from / 60, from % 60), length);
    }

    /** When it is open, of those that begin on that day; empty if it does not begin on it. */
    Optional<Opening> on(LocalDate date, ZoneId zone) {
        if (!days.contains(date.getDayOfWeek())) {
            return Optional.empty();
        }
        LocalDateTime start = date.atTime(from);
        Instant opens = instant(start, zone);
        Instant closes = instant(start.plusMinutes(minutes), zone);
        // it lies wholly in the hour that is left out: it is not lost, but opens when that hour would have been
        return Optional.of(
                new Opening(opens, closes.isAfter(opens) ? closes : opens.plus(Duration.ofMinutes(minutes))));
    }

    /** A time that is left out is the moment of the change; one that comes twice is the first, so that no window opens twice. */
    private static Instant instant(LocalDateTime local, ZoneId zone) {
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        return change != null && change.isGap()
                ? change.getInstant()
                : local.toInstant(zone.getRules().getValidOffsets(local).get(0));
    }

    private static int minute(String hours, String minutes, String text) {
        int minute = Integer.parseInt(minutes);
        int sum = Integer.parseInt(hours) * 60 + minute;
        if (minute > 59 || sum > DAY) {
            throw unusable(text);
        }
        return sum;
    }

    private static Set<DayOfWeek> days(String names, String text) {
        if (names.equals("daily")) {
            return EnumSet.allOf(DayOfWeek.class);
        }
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String part : Arrays.asList(names.split(",", -1))) {
            List<String> ends = Arrays.asList(part.split("-", -1));
            int first = DAYS.indexOf(ends.get(0));
            int last = DAYS.indexOf(ends.get(ends.size() - 1));
            if (first < 0 || last < 0 || ends.size() > 2) {
                throw unusable(text);
            }
            for (int day = first; ; day = (day + 1) % DAYS.size()) {
                days.add(DayOfWeek.of(day + 1));
                if (day == last) {
                    break;
                }
            }
        }
        return days;
    }

    private static IllegalArgumentException unusable(String text) {
        return new IllegalArgumentException("'" + Text.excerpt(text, 60)
                + "' is not a maintenance window; write it like 'mon-fri 02:00-05:00', 'sat,sun 23:00-02:00' or"
                + " 'daily 02:00-04:00'");
    }
}
