package no.itagenten.fleet.fleetd.store;

import com.google.gson.JsonObject;
import java.util.Optional;
import no.itagenten.fleet.fleetd.audit.AuditEvent;
import no.itagenten.fleet.protocol.audit.AuditChain;
import no.itagenten.fleet.protocol.rest.AuditHead;
import org.jdbi.v3.core.Handle;

/** The end of the audit log's chain, inside a transaction. */
final class AuditRows {

    private AuditRows() {}

    static AuditHead head(Handle handle) {
        return handle.createQuery("SELECT id, at, hash FROM audit ORDER BY id DESC LIMIT 1")
                .map((row, context) -> new AuditHead(row.getLong("id"), row.getString("at"), row.getString("hash")))
                .findOne()
                .orElse(new AuditHead(0, "", AuditChain.BEFORE_THE_FIRST));
    }

    /** Only the writer may call it: nobody else adds an entry meanwhile. */
    static void append(Handle handle, AuditEvent event) {
        AuditHead last = head(handle);
        String canonical = AuditChain.canonical(json(event, last));
        handle.createUpdate("INSERT INTO audit (id, entry, hash) VALUES (:id, :entry, :hash)")
                .bind("id", last.id() + 1)
                .bind("entry", canonical)
                .bind("hash", AuditChain.sha256(canonical))
                .execute();
    }

    private static JsonObject json(AuditEvent event, AuditHead last) {
        JsonObject entry = new JsonObject();
        entry.addProperty("id", last.id() + 1);
        entry.addProperty("previous", last.hash());
        entry.addProperty("at", AuditEvent.text(event.at()));
        entry.addProperty("action", event.action());
        entry.addProperty("result", event.outcome().result().wireName());
        add(entry, "actor", event.origin().actor());
        add(entry, "via", event.origin().via());
        add(entry, "address", event.origin().address());
        add(entry, "agent", event.origin().agent());
        add(entry, "device", event.device().map(Object::toString));
        add(entry, "command", event.command().map(Object::toString));
        add(entry, "code", event.outcome().code());
        add(entry, "reason", event.outcome().reason());
        JsonObject parameters = new JsonObject();
        event.parameters().forEach(parameters::addProperty);
        entry.add("parameters", parameters);
        return entry;
    }

    private static void add(JsonObject entry, String name, Optional<String> value) {
        value.ifPresent(text -> entry.addProperty(name, text));
    }
}
