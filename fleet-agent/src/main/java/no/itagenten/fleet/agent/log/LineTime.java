package no.itagenten.fleet.agent.log;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the time that many loggers begin a line with, so that lines read late keep their own time. */
final class LineTime {

    private static final Pattern TIME = Pattern.compile(
            "^[\\[(]?(\\d{4}-\\d{2}-\\d{2})[T ](\\d{2}:\\d{2}:\\d{2})(?:[.,](\\d{1,9}))?\\s?(Z|[+-]\\d{2}:?\\d{2})?");

    private LineTime() {}

    static Optional<Instant> of(String line) {
        Matcher matcher = TIME.matcher(line);
        if (!matcher.find()) {
            return Optional.empty();
        }
        String fraction = matcher.group(3) == null ? "" : "." + matcher.group(3);
        String local = matcher.group(1) + "T" + matcher.group(2) + fraction;
        String zone = matcher.group(4);
        try {
            return Optional.of(
                    zone == null
                            ? LocalDateTime.parse(local)
                                    .atZone(ZoneId.systemDefault())
                                    .toInstant()
                            : OffsetDateTime.parse(local + withColon(zone)).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String withColon(String zone) {
        return zone.length() == 5 ? zone.substring(0, 3) + ":" + zone.substring(3) : zone;
    }
}
