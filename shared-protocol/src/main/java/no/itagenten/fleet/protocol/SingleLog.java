package no.itagenten.fleet.protocol;

import java.time.Instant;
import java.util.Optional;

/** One log line on its own, as simple devices send it. It is not acknowledged; agents send a {@link LogBatch}. */
public record SingleLog(
        DeviceId deviceId, LogLevel level, String message, Optional<Instant> timestamp, Optional<String> source)
        implements DeviceMessage {

    public SingleLog {
        message = Text.cut(message, Protocol.MAX_LOG_MESSAGE_BYTES);
        Check.optionalText(source, 200, "source");
    }

    public LogLine line() {
        return new LogLine(timestamp, level, source, message);
    }
}
