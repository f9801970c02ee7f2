package no.itagenten.fleet.fleetd.store;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import no.itagenten.fleet.fleetd.audit.AuditEvent;
import no.itagenten.fleet.fleetd.audit.AuditQuery;
import no.itagenten.fleet.fleetd.audit.AuditStore;
import no.itagenten.fleet.protocol.ProtocolException;
import no.itagenten.fleet.protocol.audit.AuditChain;
import no.itagenten.fleet.protocol.json.WireJson;
import no.itagenten.fleet.protocol.rest.AuditEntry;
import no.itagenten.fleet.protocol.rest.AuditHead;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * The audit log in SQL. Entries come in the order of their ids, with which times need not rise; so a time is made a bound of ids first, by
 * the index ({@code +id} keeps the planner from walking the table instead). An entry that somebody has changed in the file is shown as
 * it is: whoever checks the chain is to find it.
 */
public final class SqlAuditStore implements AuditStore {

    private final Database database;

    public SqlAuditStore(Database database) {
        this.database = database;
    }

    @Override
    public CompletableFuture<Void> append(AuditEvent event) {
        return database.writes().submit(handle -> {
            AuditRows.append(handle, event);
            return null;
        });
    }

    @Override
    public AuditHead head() {
        return database.reading().withHandle(AuditRows::head);
    }

    @Override
    public List<AuditEntry> find(AuditQuery query) {
        Conditions conditions = new Conditions()
                .add("actor = :actor", "actor", query.actor())
                .add("device = :device", "device", query.device())
                .add(
                        "(action = :action OR (action > :action || '.' AND action < :action || '/'))",
                        "action",
                        query.action())
                .add("result = :result", "result", query.result())
                .add(
                        "at >= :since AND id >= (SELECT min(+id) FROM audit WHERE at >= :since)",
                        "since",
                        query.since().map(AuditEvent::text))
                .add(
                        "at < :until AND id <= (SELECT max(+id) FROM audit WHERE at < :until)",
                        "until",
                        query.until().map(AuditEvent::text))
                .add("id < :before", "before", query.before())
                .add("id > :after", "after", query.after());
        String order = query.after().isPresent() ? " ORDER BY id LIMIT :limit" : " ORDER BY id DESC LIMIT :limit";
        return database.reading()
                .withHandle(
                        handle -> handle.createQuery("SELECT id, entry, hash FROM audit" + conditions.where() + order)
                                .bindMap(conditions.values)
                                .bind("limit", query.limit())
                                .map(SqlAuditStore::entry)
                                .list());
    }

    private static final class Conditions {

        private final List<String> all = new ArrayList<>();
        private final Map<String, Object> values = new HashMap<>();

        Conditions add(String condition, String name, Optional<?> value) {
            value.ifPresent(present -> {
                all.add(condition);
                values.put(name, present);
            });
            return this;
        }

        String where() {
            return all.isEmpty() ? "" : " WHERE " + String.join(" AND ", all);
        }
    }

    private static AuditEntry entry(ResultSet row, StatementContext context) throws SQLException {
        String hash = row.getString("hash");
        try {
            JsonObject entry = JsonParser.parseString(row.getString("entry")).getAsJsonObject();
            entry.addProperty(AuditChain.HASH, hash);
            return WireJson.decode(entry.toString(), AuditEntry.class);
        } catch (ProtocolException | JsonParseException | IllegalStateException e) {
            return unreadable(row.getLong("id"), hash);
        }
    }

    private static AuditEntry unreadable(long id, String hash) {
        return new AuditEntry(
                id,
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "unreadable",
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                "failed",
                Optional.empty(),
                Optional.of("the entry in the database is not as it was written"),
                "",
                hash);
    }
}
