package no.itagenten.fleet.fleetd.store;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import no.itagenten.fleet.fleetd.command.Command;
import no.itagenten.fleet.fleetd.command.KeyReusedException;
import no.itagenten.fleet.fleetd.command.RequestKey;
import no.itagenten.fleet.protocol.CommandId;
import org.jdbi.v3.core.Handle;

/** The keys of requests and what they led to, in SQL. */
final class RequestKeys {

    private RequestKeys() {}

    /** @throws KeyReusedException if the key belongs to another request */
    static Optional<CommandId> find(Handle handle, RequestKey key) {
        Optional<Map.Entry<String, String>> known = handle.createQuery("SELECT request, command_id FROM request_key "
                        + "WHERE caller = :caller AND route = :route AND key = :key")
                .bind("caller", key.caller())
                .bind("route", key.route())
                .bind("key", key.key())
                .map((row, context) -> Map.entry(row.getString("request"), row.getString("command_id")))
                .findOne();
        if (known.isPresent() && !known.get().getKey().equals(key.request())) {
            throw new KeyReusedException();
        }
        return known.map(Map.Entry::getValue).map(CommandId::new);
    }

    static void insert(Handle handle, RequestKey key, Command command) {
        handle.createUpdate("INSERT INTO request_key (caller, route, key, request, command_id, created_at) "
                        + "VALUES (:caller, :route, :key, :request, :command, :createdAt)")
                .bind("caller", key.caller())
                .bind("route", key.route())
                .bind("key", key.key())
                .bind("request", key.request())
                .bind("command", command.id().value())
                .bind("createdAt", Columns.millis(command.order().createdAt()))
                .execute();
    }

    static int deleteBefore(Handle handle, Instant time) {
        return handle.createUpdate("DELETE FROM request_key WHERE created_at < :time")
                .bind("time", Columns.millis(time))
                .execute();
    }
}
