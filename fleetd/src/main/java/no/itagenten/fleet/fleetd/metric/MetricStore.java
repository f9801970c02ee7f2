package no.itagenten.fleet.fleetd.metric;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.SystemMetrics;
import no.itagenten.fleet.protocol.rest.MetricSample;

/** Where samples are kept. Each write's future completes after its commit. */
public interface MetricStore {

    /**
     * Stores the samples of one minute in one transaction. A device that has one for that minute already gets the new one; one that
     * is gone gets none.
     */
    CompletableFuture<Void> save(Instant minute, Map<DeviceId, SystemMetrics> samples);

    /** A device's samples from one time to another, both included; oldest first. */
    List<MetricSample> between(DeviceId device, Instant from, Instant to);

    /** Deletes what was sampled before a time, at most so many at once. */
    CompletableFuture<Integer> deleteBefore(Instant time, int atMost);
}
