package no.itagenten.fleet.fleetctl.logs;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import no.itagenten.fleet.protocol.rest.LogEntry;

/**
 * Which lines are wanted, beyond what the server sorts out itself. Immutable.
 *
 * @param grep what a message must hold somewhere
 * @param service who must have written it: the entry's source, with or without {@code .service}
 * @param until received not later than this, by the server's clock
 */
public record LogFilter(Optional<Pattern> grep, Optional<String> service, Optional<Instant> until) {

    /** Takes every line. */
    public static final LogFilter ALL = new LogFilter(Optional.empty(), Optional.empty(), Optional.empty());

    private static final String UNIT = ".service";

    /** Whether it takes every line. */
    public boolean takesAll() {
        return equals(ALL);
    }

    /** Whether a line is wanted. */
    public boolean matches(LogEntry entry) {
        return until.filter(end -> entry.receivedAt().isAfter(end)).isEmpty()
                && service.filter(name -> !bare(name).equals(bare(entry.source().orElse(""))))
                        .isEmpty()
                && grep.filter(pattern -> !pattern.matcher(entry.message()).find())
                        .isEmpty();
    }

    private static String bare(String unit) {
        return unit.endsWith(UNIT) ? unit.substring(0, unit.length() - UNIT.length()) : unit;
    }
}
