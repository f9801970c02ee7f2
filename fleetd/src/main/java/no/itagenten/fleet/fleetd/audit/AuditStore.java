package no.itagenten.fleet.fleetd.audit;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import no.itagenten.fleet.protocol.rest.AuditEntry;
import no.itagenten.fleet.protocol.rest.AuditHead;

/** Where the audit log lasts. There is no way to change or remove what is in it. */
public interface AuditStore {

    /** Adds an event to the end of the chain; completes when it is on disk. */
    CompletableFuture<Void> append(AuditEvent event);

    /** What fits the query, in its order. */
    List<AuditEntry> find(AuditQuery query);

    /** The last entry. */
    AuditHead head();
}
