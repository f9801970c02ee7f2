package no.itagenten.fleet.fleetd.log;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.LogBatch;
import no.itagenten.fleet.protocol.LogLine;
import no.itagenten.fleet.protocol.rest.LogEntry;

/** Where log lines are kept. Each write's future completes after its commit. */
public interface LogStore {

    CompletableFuture<Void> append(DeviceId device, List<LogLine> lines, Instant receivedAt);

    /**
     * Stores the lines of a batch unless it, or a later one of its stream, is stored already.
     *
     * @param lines the batch's, and what is to stand before them
     * @return whether it was stored now
     */
    CompletableFuture<Boolean> appendOnce(LogBatch batch, List<LogLine> lines, Instant receivedAt);

    /** Newest first. */
    List<LogEntry> newest(LogQuery query);

    /** The id of the oldest of those lines that {@link #newest} would give; empty if there are none. */
    Optional<Long> oldestOf(LogQuery query);

    /** Oldest first, those after an entry's id. */
    List<LogEntry> after(LogQuery query, long id);

    /** Deletes what was received before a time, at most so many at once. */
    CompletableFuture<Integer> deleteReceivedBefore(Instant time, int atMost);

    /** Deletes the oldest of each device's lines beyond so many. */
    CompletableFuture<Integer> deleteBeyond(DeviceId device, int rows);
}
