package no.itagenten.fleet.fleetctl.audit;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import no.itagenten.fleet.protocol.audit.AuditChain;

/** An audit log in a test: sound until somebody has tampered with it. */
public final class Chain {

    private final List<JsonObject> entries = new ArrayList<>();

    /** A sound one of so many entries. */
    public static Chain of(int length) {
        Chain chain = new Chain();
        for (int id = 1; id <= length; id++) {
            JsonObject entry = new JsonObject();
            entry.addProperty("id", id);
            entry.addProperty("at", "2026-11-24T03:00:0" + id % 10 + ".000Z");
            entry.addProperty("actor", "kari");
            entry.add("device", null);
            entry.addProperty("action", "device.lock");
            entry.add("parameters", new JsonObject());
            entry.addProperty("result", "ok");
            chain.entries.add(entry);
        }
        return chain.rehashedFrom(1);
    }

    public JsonObject entry(int id) {
        return entries.get(id - 1);
    }

    public List<JsonObject> entries() {
        return entries;
    }

    public String hash(int id) {
        return entry(id).get("hash").getAsString();
    }

    /** Somebody changes what an entry says. */
    public Chain edit(int id) {
        entry(id).addProperty("actor", "mallory");
        return this;
    }

    /** Somebody makes the hashes fit again, from an entry on. */
    public Chain rehashedFrom(int id) {
        for (int i = id; i <= entries.size(); i++) {
            entry(i).addProperty("previous", i == 1 ? AuditChain.BEFORE_THE_FIRST : hash(i - 1));
            entry(i).addProperty("hash", AuditChain.hashOf(entry(i)));
        }
        return this;
    }

    /** One a line, as it is exported. */
    public String lines() {
        StringBuilder lines = new StringBuilder();
        entries.forEach(entry -> lines.append(entry).append('\n'));
        return lines.toString();
    }
}
