package no.itagenten.fleet.fleetctl.output;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.itagenten.fleet.protocol.Text;

/** Times as people say them, in the clock's zone. Immutable. */
public final class Times {

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ssXXX", Locale.ROOT);
    private static final DateTimeFormatter TIME_OF_DAY = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|min|h|d)");

    private final Clock clock;
    private final boolean iso;

    /** Times as seen from this clock. */
    public Times(Clock clock) {
        this(clock, false);
    }

    /** The same, or each as {@code 2026-11-23T19:01:11Z}. */
    public Times(Clock clock, boolean iso) {
        this.clock = clock;
        this.iso = iso;
    }

    private static String iso(Instant instant) {
        return DateTimeFormatter.ISO_INSTANT.format(instant.truncatedTo(ChronoUnit.SECONDS));
    }

    /** {@code 2026-11-23 19:01:11+01:00}, which {@link #parseSince} reads: whoever is sent it may be in another zone. */
    public String local(Instant instant) {
        if (iso) {
            return iso(instant);
        }
        return LOCAL.format(instant.atZone(clock.getZone()));
    }

    /** {@code 19:01:11}, now. */
    public String now() {
        if (iso) {
            return iso(clock.instant());
        }
        return TIME_OF_DAY.format(clock.instant().atZone(clock.getZone()));
    }

    /** {@code 12 s ago}; for a time to come {@code in 12 s}. */
    public String relative(Instant instant) {
        if (iso) {
            return iso(instant);
        }
        Duration since = Duration.between(instant, clock.instant());
        if (since.isNegative()) {
            return since.toSeconds() == 0 ? "now" : "in " + rough(since.negated());
        }
        return since.toSeconds() == 0 ? "now" : rough(since) + " ago";
    }

    /** A duration in its largest unit that is at least one, rounded: {@code 12 s}, {@code 5 min}, {@code 3 h}, {@code 2 d}. */
    public static String rough(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return Math.round(seconds / 60.0) + " min";
        }
        return seconds < 48 * 3600 ? Math.round(seconds / 3600.0) + " h" : Math.round(seconds / 86400.0) + " d";
    }

    /** A duration to the second: {@code 1 min 12 s}. */
    public static String exact(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }

    /**
     * Reads {@code 30s}, {@code 5m}, {@code 1h}, {@code 7d} or {@code 500ms}.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    public static Duration parseDuration(String text) {
        Matcher matcher = DURATION.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + Text.excerpt(text, 60) + "' is not a duration such as 30s, 5m, 1h or 7d");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m", "min" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    /**
     * Reads a point in time: {@code 2026-11-23T19:00:00Z}, a local {@code 2026-11-23T19:00} (or with a space, or the day alone), or
     * a duration for so long ago.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    public Instant parseSince(String text) {
        if (DURATION.matcher(text.strip()).matches()) {
            return clock.instant().minus(parseDuration(text));
        }
        try {
            String iso = text.strip().replace(' ', 'T');
            if (iso.matches(".*(?:Z|[+-]\\d\\d:\\d\\d)")) {
                return OffsetDateTime.parse(iso).toInstant();
            }
            String full = iso.contains("T") ? iso : iso + "T00:00";
            return LocalDateTime.parse(full).atZone(clock.getZone()).toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "'" + Text.excerpt(text, 60)
                            + "' is neither a time such as 2026-11-23T19:00 nor a duration such as 10m",
                    e);
        }
    }
}
