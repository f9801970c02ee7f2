package no.itagenten.fleet.protocol;

import java.time.Instant;
import java.util.Optional;

/**
 * One line of a device's log. A message longer than {@link Protocol#MAX_LOG_MESSAGE_BYTES} is cut and marked.
 *
 * @param timestamp when the device's clock says it was written
 * @param source the unit or file it comes from
 */
public record LogLine(Optional<Instant> timestamp, LogLevel level, Optional<String> source, String message) {

    public LogLine {
        Check.optionalText(source, 200, "source");
        message = Text.cut(message, Protocol.MAX_LOG_MESSAGE_BYTES);
    }
}
