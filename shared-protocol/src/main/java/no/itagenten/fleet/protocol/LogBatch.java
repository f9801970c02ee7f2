package no.itagenten.fleet.protocol;

import java.util.List;
import java.util.Optional;

/**
 * Log lines in order. The server stores a batch once and answers {@link LogsAck} after it has; the agent keeps a batch, and the
 * position in its sources, until then. Batches of one stream are numbered from 1 without a gap, and only one is under way at a
 * time, so that a batch sent again is recognised by its number.
 *
 * @param stream names the agent's numbering; a new one begins when the agent's state was lost
 * @param batch the number in the stream
 * @param dropped lines lost before this batch because a bound was reached; counted, never silent
 */
public record LogBatch(DeviceId deviceId, String stream, long batch, Optional<Long> dropped, List<LogLine> entries)
        implements DeviceMessage {

    public LogBatch {
        Check.text(stream, 64, "stream");
        Check.atLeast(batch, 1, "batch");
        dropped.ifPresent(count -> Check.atLeast(count, 0, "dropped"));
        entries = List.copyOf(entries);
        Check.atMost(entries.size(), Protocol.MAX_LOG_BATCH_LINES, "entries");
    }
}
