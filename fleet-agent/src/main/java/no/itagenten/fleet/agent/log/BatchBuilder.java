package no.itagenten.fleet.agent.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.LogBatch;
import no.itagenten.fleet.protocol.LogLevel;
import no.itagenten.fleet.protocol.LogLine;
import no.itagenten.fleet.protocol.Protocol;
import no.itagenten.fleet.protocol.Text;
import no.itagenten.fleet.protocol.json.WireJson;

/** Gathers lines until a message is full, by their number and by their length as JSON. For one thread. */
final class BatchBuilder {

    /**
     * Of {@link Protocol#MAX_MESSAGE_BYTES}, with room for what stands around the lines. A single line always fits: it takes at
     * most twice {@link Protocol#MAX_LOG_MESSAGE_BYTES} in JSON.
     */
    static final int MAX_LINES_BYTES = 60 * 1024;

    private final List<LogLine> lines = new ArrayList<>();
    private final Map<String, String> positions = new HashMap<>();
    private int bytes;

    /** Takes the line in, unless there is no more room for it. One below that level only moves the position. */
    boolean add(LogSource.Line next, LogLevel leastLevel) {
        if (next.line().level().compareTo(leastLevel) >= 0) {
            LogLine line = next.line();
            int size = encodedSize(line);
            if (lines.size() >= Protocol.MAX_LOG_BATCH_LINES || (!lines.isEmpty() && bytes + size > MAX_LINES_BYTES)) {
                return false;
            }
            lines.add(line);
            bytes += size;
        }
        positions.put(next.source(), next.position());
        return true;
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /** After the last line that was taken in, sent or not, of each source. */
    Map<String, String> positions() {
        return Map.copyOf(positions);
    }

    LogBatch build(DeviceId device, String stream, long number) {
        return new LogBatch(device, stream, number, Optional.empty(), lines);
    }

    private static int encodedSize(LogLine line) {
        return Text.utf8Length(WireJson.encode(line)) + 1;
    }
}
