package no.itagenten.fleet.fleetd.metric;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
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
import no.itagenten.fleet.protocol.SystemMetrics;
import no.itagenten.fleet.protocol.rest.MetricSample;

/**
 * The last day of the devices' metrics: of each device that is there, one sample a minute. In memory is no more than the ids of
 * those that report. Safe for any thread; {@link #sample} is for one at a time.
 */
public final class MetricService {

    /** How long samples are kept. */
    public static final Duration KEPT = Duration.ofHours(24);

    private static final int DELETE_AT_ONCE = 10_000;

    private final Set<DeviceId> reporting = ConcurrentHashMap.newKeySet();
    private final MetricStore store;
    private final Clock clock;
    private final ClockJumps jumps;
    private Instant lastMinute = Instant.MIN;

    public MetricService(MetricStore store, Clock clock, ClockJumps jumps) {
        this.store = store;
        this.clock = clock;
        this.jumps = jumps;
    }

    /** A device has told its metrics: since it came, what is known of it is not from an earlier time. */
    public void reported(DeviceId device) {
        reporting.add(device);
    }

    /**
     * Stores what the devices that are there told last, once in each minute however often it is called. Who goes away is left out
     * until it reports again, so that a gap shows where it was not there.
     */
    public CompletableFuture<Void> sample(DeviceRegistry devices) {
        Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        if (minute.equals(lastMinute)) {
            return CompletableFuture.completedFuture(null);
        }
        lastMinute = minute;
        Map<DeviceId, SystemMetrics> samples = new HashMap<>();
        for (DeviceId id : reporting) {
            devices.find(id)
                    .filter(device -> device.presence().online())
                    .map(Device::report)
                    .ifPresentOrElse(report -> samples.put(id, report.metrics()), () -> reporting.remove(id));
        }
        return samples.isEmpty() ? CompletableFuture.completedFuture(null) : store.save(minute, samples);
    }

    /** A device's samples of the last day, or of a later time on; oldest first. Blocks. */
    public List<MetricSample> since(DeviceId device, Optional<Instant> since) {
        Instant now = clock.instant();
        Instant oldest = jumps.ago(KEPT);
        return store.between(device, since.filter(oldest::isBefore).orElse(oldest), now);
    }

    /** Deletes what is older than a day; called from time to time. In small writes between which others have their turn. */
    public void sweep() {
        Instant oldest = jumps.ago(KEPT);
        int deleted;
        do {
            deleted = store.deleteBefore(oldest, DELETE_AT_ONCE).join();
        } while (deleted == DELETE_AT_ONCE);
    }
}
