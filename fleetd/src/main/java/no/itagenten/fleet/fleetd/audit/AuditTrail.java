package no.itagenten.fleet.fleetd.audit;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import no.itagenten.fleet.fleetd.network.Network;
import no.itagenten.fleet.protocol.rest.AuditEntry;
import no.itagenten.fleet.protocol.rest.AuditHead;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audit log: what was done is in it before anybody is told that it was done; what was refused is in it soon after, by itself or in a
 * count. Safe for any thread; only reading and {@link #flush} wait for the disk.
 */
public final class AuditTrail {

    private static final Logger log = LoggerFactory.getLogger(AuditTrail.class);

    private final AuditStore store;
    private final RefusalBounds bounds;
    private final Clock clock;

    public AuditTrail(AuditStore store, Clock clock, LongSupplier nanoTime) {
        this.store = store;
        this.bounds = new RefusalBounds(nanoTime);
        this.clock = clock;
    }

    /** Something that happens now. */
    public AuditEvent event(String action) {
        return AuditEvent.of(clock.instant(), action);
    }

    /** Adds an event that no write takes along; completes when it is on disk. */
    public CompletableFuture<Void> append(AuditEvent event) {
        return store.append(event);
    }

    /** Adds something that was refused, or counts it where there are too many of the same. */
    public void refused(AuditEvent event) {
        Origin origin = event.origin();
        String who = Stream.of(origin.address().map(Network::of), origin.actor())
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
        if (!bounds.admit(who)) {
            return;
        }
        var unused = store.append(event).exceptionally(failure -> {
            log.warn("A refusal is counted, for it could not be written: {}", failure.getMessage());
            bounds.count(who);
            return null;
        });
    }

    /** Adds the counts of what was refused since the last time, if there is any. */
    public void flush() {
        Map<String, String> counts = bounds.takeCounts();
        if (!counts.isEmpty()) {
            try {
                store.append(event("refusals.counted").with(counts)).join();
            } catch (RuntimeException e) {
                bounds.countAgain(counts);
                throw e;
            }
        }
    }

    public List<AuditEntry> find(AuditQuery query) {
        return store.find(query);
    }

    public AuditHead head() {
        return store.head();
    }
}
