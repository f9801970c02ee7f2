package no.itagenten.fleet.fleetctl.output;

import java.util.Locale;
import no.itagenten.fleet.protocol.LogLevel;
import no.itagenten.fleet.protocol.rest.LogEntry;

/** Log entries as lines: time, level, source, message. */
public final class LogPrinter {

    private final Times times;
    private final Paint paint;

    /** A printer that tells times by this clock. */
    public LogPrinter(Times times, Paint paint) {
        this.times = times;
        this.paint = paint;
    }

    /** One entry; the further lines of a message of several are set in below the first. */
    public String entry(LogEntry entry) {
        String level = String.format(Locale.ROOT, "%-5s", entry.level().name());
        String source = entry.source()
                .filter(name -> !name.isEmpty())
                .map(name -> paint.dim(Sanitizer.line(name) + ":") + " ")
                .orElse("");
        String message = Sanitizer.lines(entry.message()).stripTrailing().replace("\n", "\n    ");
        return paint.dim(times.local(entry.timestamp()))
                + " " + tone(entry.level()).paint(level, paint)
                + " " + source + message + "\n";
    }

    private static Tone tone(LogLevel level) {
        return switch (level) {
            case DEBUG -> Tone.DIM;
            case INFO -> Tone.GOOD;
            case WARN -> Tone.WARN;
            case ERROR -> Tone.BAD;
        };
    }
}
