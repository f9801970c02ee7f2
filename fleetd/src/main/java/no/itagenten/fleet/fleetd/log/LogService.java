package no.itagenten.fleet.fleetd.log;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import no.itagenten.fleet.fleetd.device.Device;
import no.itagenten.fleet.fleetd.device.DeviceRegistry;
import no.itagenten.fleet.fleetd.time.ClockJumps;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.LogBatch;
import no.itagenten.fleet.protocol.LogLevel;
import no.itagenten.fleet.protocol.LogLine;
import no.itagenten.fleet.protocol.rest.LogEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The devices' log lines: stored once each, kept within bounds, and told to those who follow. Safe for any thread; only the
 * reading methods block.
 */
public final class LogService {

    private static final Logger log = LoggerFactory.getLogger(LogService.class);
    private static final int DELETE_AT_ONCE = 10_000;

    private final LogStore store;
    private final Clock clock;
    private final ClockJumps jumps;
    private final Retention retention;
    private final Map<DeviceId, Set<Runnable>> followers = new ConcurrentHashMap<>();

    /** How much is kept: lines no older than {@code age}, and the newest {@code rowsPerDevice} of each device. */
    public record Retention(Duration age, int rowsPerDevice) {

        public static final Retention DEFAULT = new Retention(Duration.ofDays(14), 50_000);
    }

    public LogService(LogStore store, Retention retention, Clock clock, ClockJumps jumps) {
        this.store = store;
        this.retention = retention;
        this.clock = clock;
        this.jumps = jumps;
    }

    /** The future completes when the lines are committed. */
    public CompletableFuture<Void> append(DeviceId device, List<LogLine> lines) {
        return store.append(device, lines, clock.instant()).thenRun(() -> tell(device));
    }

    /** Stores a batch, once however often it comes. The future completes when it is committed. */
    public CompletableFuture<Void> append(LogBatch batch) {
        return store.appendOnce(batch, withLosses(batch), clock.instant()).thenAccept(stored -> {
            if (stored) {
                tell(batch.deviceId());
            }
        });
    }

    /** Newest first. Blocks. */
    public List<LogEntry> newest(LogQuery query) {
        return store.newest(query);
    }

    /** The id of the oldest of those lines that {@link #newest} would give; empty if there are none. Blocks. */
    public Optional<Long> oldestOf(LogQuery query) {
        return store.oldestOf(query);
    }

    /** Oldest first, those after the entry of that id. Blocks. */
    public List<LogEntry> after(LogQuery query, long id) {
        return store.after(query, id);
    }

    /** Calls the follower, which must not block, whenever there may be new lines of the device. */
    public void follow(DeviceId device, Runnable follower) {
        followers.computeIfAbsent(device, id -> ConcurrentHashMap.newKeySet()).add(follower);
    }

    /** Takes a follower away; one that is not there is no error. */
    public void unfollow(DeviceId device, Runnable follower) {
        followers.computeIfPresent(device, (id, set) -> {
            set.remove(follower);
            return set.isEmpty() ? null : set;
        });
    }

    /** Deletes what is beyond the bounds; called from time to time. */
    public void sweep(DeviceRegistry devices) {
        int deleted = deleteOld(jumps.ago(retention.age()));
        for (Device device : devices.list()) {
            deleted +=
                    store.deleteBeyond(device.id(), retention.rowsPerDevice()).join();
        }
        if (deleted > 0) {
            log.info("Retention deleted {} log lines", deleted);
        }
    }

    /** However much there is, it goes in small writes between which others have their turn. */
    private int deleteOld(Instant receivedBefore) {
        int deleted = 0;
        int now;
        do {
            now = store.deleteReceivedBefore(receivedBefore, DELETE_AT_ONCE).join();
            deleted += now;
        } while (now == DELETE_AT_ONCE);
        return deleted;
    }

    private void tell(DeviceId device) {
        followers.getOrDefault(device, Set.of()).forEach(Runnable::run);
    }

    /** What a device had to give up is told where somebody reads it: in the log itself. */
    private static List<LogLine> withLosses(LogBatch batch) {
        long lost = batch.dropped().orElse(0L);
        if (lost == 0) {
            return batch.entries();
        }
        List<LogLine> lines = new ArrayList<>();
        lines.add(new LogLine(
                Optional.empty(),
                LogLevel.WARN,
                Optional.of("fleet-agent"),
                lost + " log lines were lost here: the device could not keep them"));
        lines.addAll(batch.entries());
        return lines;
    }
}
