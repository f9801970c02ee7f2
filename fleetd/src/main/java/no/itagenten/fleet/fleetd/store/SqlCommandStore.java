package no.itagenten.fleet.fleetd.store;

import com.google.gson.reflect.TypeToken;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import no.itagenten.fleet.fleetd.audit.AuditScope;
import no.itagenten.fleet.fleetd.command.Command;
import no.itagenten.fleet.fleetd.command.CommandOrder;
import no.itagenten.fleet.fleetd.command.CommandStore;
import no.itagenten.fleet.fleetd.command.RequestKey;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.CommandState;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.json.WireJson;
import no.itagenten.fleet.protocol.rest.CommandOutcome;
import no.itagenten.fleet.protocol.rest.CommandPhase;
import no.itagenten.fleet.protocol.rest.CommandType;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/** Commands and their history in SQL. */
public final class SqlCommandStore implements CommandStore {

    private static final TypeToken<CommandOutcome> OUTCOME = TypeToken.get(CommandOutcome.class);

    private final Database database;

    public SqlCommandStore(Database database) {
        this.database = database;
    }

    @Override
    public <R> CompletableFuture<R> insert(
            Command command, Optional<RequestKey> key, Function<Command, R> afterCommit) {
        return database.writes()
                .submit(
                        handle -> {
                            Optional<Command> earlier = key.flatMap(known -> RequestKeys.find(handle, known))
                                    .flatMap(id -> find(handle, id));
                            AuditScope.command(earlier.orElse(command).id());
                            if (earlier.isPresent()) {
                                return earlier.get();
                            }
                            handle.createUpdate(
                                            "INSERT INTO command (id, device_id, type, parameters, state, requested_by, created_at, "
                                                    + "updated_at, expires_at) VALUES (:id, :device, :type, :parameters, :state, :requestedBy, "
                                                    + ":createdAt, :updatedAt, :expiresAt)")
                                    .bind("id", command.id().value())
                                    .bind("device", command.deviceId().value())
                                    .bind("type", command.type().wireName())
                                    .bind(
                                            "parameters",
                                            WireJson.encode(command.order().parameters()))
                                    .bind("state", command.state().wireName())
                                    .bind("requestedBy", command.order().requestedBy())
                                    .bind(
                                            "createdAt",
                                            Columns.millis(command.order().createdAt()))
                                    .bind("updatedAt", Columns.millis(command.updatedAt()))
                                    .bind(
                                            "expiresAt",
                                            Columns.millis(command.order().expiresAt()))
                                    .execute();
                            insertHistory(handle, command, 0);
                            key.ifPresent(known -> RequestKeys.insert(handle, known, command));
                            return command;
                        },
                        afterCommit);
    }

    @Override
    public Optional<Command> find(RequestKey key) {
        return database.reading()
                .withHandle(handle -> RequestKeys.find(handle, key).flatMap(id -> find(handle, id)));
    }

    @Override
    public CompletableFuture<Integer> deleteKeysBefore(Instant time) {
        return database.writes().submit(handle -> RequestKeys.deleteBefore(handle, time));
    }

    @Override
    public <R> CompletableFuture<R> update(CommandId id, Change change, Function<Optional<Command>, R> afterCommit) {
        return database.writes()
                .submit(
                        handle -> find(handle, id)
                                .map(command -> save(
                                        handle,
                                        command,
                                        change.apply(command, () -> lastEnd(handle, command.deviceId())))),
                        afterCommit);
    }

    @Override
    public CompletableFuture<Void> takeQueued(DeviceId device, Instant now, Consumer<List<Command>> afterCommit) {
        return database.writes()
                .submit(
                        handle -> {
                            List<Command> queued = read(
                                    handle,
                                    handle.createQuery(
                                                    "SELECT * FROM command WHERE device_id = :device AND finished_at IS NULL "
                                                            + "AND state = 'queued' ORDER BY position")
                                            .bind("device", device.value()));
                            return queued.stream()
                                    .map(command -> save(handle, command, command.delivered(now)))
                                    .toList();
                        },
                        taken -> {
                            afterCommit.accept(taken);
                            return null;
                        });
    }

    @Override
    public Optional<Command> find(CommandId id) {
        return database.reading().withHandle(handle -> find(handle, id));
    }

    @Override
    public List<Command> newest(Optional<List<DeviceId>> devices, Selection selection, int limit) {
        String sql = "SELECT * FROM command WHERE 1 = 1"
                + devices.map(SqlCommandStore::ofDevices).orElse("")
                + condition(selection)
                + " ORDER BY position DESC LIMIT :limit";
        return database.reading().withHandle(handle -> {
            Query query = handle.createQuery(sql).bind("limit", limit);
            devices.ifPresent(ids -> query.bind(
                    "devices",
                    ids.size() == 1
                            ? ids.get(0).value()
                            : WireJson.encode(ids.stream().map(DeviceId::value).toList())));
            return read(handle, query);
        });
    }

    /** A single one by its index; several, which may be thousands, as one value (SQLite's way). */
    private static String ofDevices(List<DeviceId> ids) {
        return ids.size() == 1
                ? " AND device_id = :devices"
                : " AND device_id IN (SELECT value FROM json_each(:devices))";
    }

    /** Those that failed word for word as their index is defined, which only then serves. */
    private static String condition(Selection selection) {
        return switch (selection) {
            case ALL -> "";
            case ACTIVE -> " AND finished_at IS NULL";
            case FAILED -> " AND state IN ('failed', 'rolled_back', 'timed_out', 'rejected')";
        };
    }

    @Override
    public List<Command> active() {
        return database.reading()
                .withHandle(handle -> read(
                        handle,
                        handle.createQuery("SELECT * FROM command WHERE finished_at IS NULL ORDER BY position")));
    }

    @Override
    public List<Command> active(DeviceId device) {
        return database.reading()
                .withHandle(handle -> read(
                        handle,
                        handle.createQuery(
                                        "SELECT * FROM command WHERE device_id = :device AND finished_at IS NULL ORDER BY position")
                                .bind("device", device.value())));
    }

    @Override
    public Optional<Instant> lastEnd(DeviceId device) {
        return database.reading().withHandle(handle -> lastEnd(handle, device));
    }

    private static Optional<Instant> lastEnd(Handle handle, DeviceId device) {
        return handle.createQuery("SELECT max(finished_at) AS finished_at FROM command WHERE device_id = :device")
                .bind("device", device.value())
                .map((row, context) -> Columns.optionalTime(row, "finished_at"))
                .one();
    }

    @Override
    public CompletableFuture<Integer> deleteFinishedBefore(Instant time) {
        return database.writes()
                .submit(handle -> handle.createUpdate("DELETE FROM command WHERE finished_at < :time")
                        .bind("time", Columns.millis(time))
                        .execute());
    }

    private static Command save(Handle handle, Command before, Command after) {
        if (after.equals(before)) {
            return before;
        }
        handle.createUpdate(
                        "UPDATE command SET state = :state, reason = :reason, phase = :phase, updated_at = :updatedAt, "
                                + "finished_at = :finishedAt, cancel_requested_by = :cancelRequestedBy, outcome = :outcome, output = :output WHERE id = :id")
                .bind("state", after.state().wireName())
                .bind("reason", after.reason().orElse(null))
                .bind("phase", after.phase().orElse(null))
                .bind("updatedAt", Columns.millis(after.updatedAt()))
                .bind("finishedAt", after.finishedAt().map(Columns::millis).orElse(null))
                .bind("cancelRequestedBy", after.cancelRequestedBy().orElse(null))
                .bind("outcome", after.outcome().map(WireJson::encode).orElse(null))
                .bind("output", after.output().orElse(null))
                .bind("id", after.id().value())
                .execute();
        insertHistory(handle, after, before.history().size());
        return after;
    }

    private static void insertHistory(Handle handle, Command command, int from) {
        if (from >= command.history().size()) {
            return;
        }
        PreparedBatch batch =
                handle.prepareBatch("INSERT INTO command_history (command_id, step, at, state, phase, message) "
                        + "VALUES (:id, :step, :at, :state, :phase, :message)");
        for (int step = from; step < command.history().size(); step++) {
            CommandPhase phase = command.history().get(step);
            batch.bind("id", command.id().value())
                    .bind("step", step)
                    .bind("at", Columns.millis(phase.at()))
                    .bind("state", phase.state().wireName())
                    .bind("phase", phase.phase().orElse(null))
                    .bind("message", phase.message().orElse(null))
                    .add();
        }
        batch.execute();
    }

    private static Optional<Command> find(Handle handle, CommandId id) {
        return read(
                        handle,
                        handle.createQuery("SELECT * FROM command WHERE id = :id")
                                .bind("id", id.value()))
                .stream()
                .findFirst();
    }

    /** Two queries however many commands: the commands, then the history of them all. */
    private static List<Command> read(Handle handle, Query query) {
        List<Command> bare = query.map(SqlCommandStore::command).list();
        if (bare.isEmpty()) {
            return bare;
        }
        Map<String, List<CommandPhase>> histories = new HashMap<>();
        handle.createQuery("SELECT * FROM command_history WHERE command_id IN (<ids>) ORDER BY command_id, step")
                .bindList(
                        "ids",
                        bare.stream().map(command -> command.id().value()).toList())
                .map((row, context) -> Map.entry(
                        row.getString("command_id"),
                        new CommandPhase(
                                Columns.time(row, "at"),
                                state(row),
                                Columns.text(row, "phase"),
                                Columns.text(row, "message"))))
                .forEach(entry -> histories
                        .computeIfAbsent(entry.getKey(), id -> new ArrayList<>())
                        .add(entry.getValue()));
        return bare.stream()
                .map(command ->
                        withHistory(command, histories.getOrDefault(command.id().value(), List.of())))
                .toList();
    }

    private static Command withHistory(Command c, List<CommandPhase> history) {
        return new Command(
                c.order(),
                c.state(),
                c.reason(),
                c.phase(),
                c.updatedAt(),
                c.finishedAt(),
                c.cancelRequestedBy(),
                c.outcome(),
                c.output(),
                List.copyOf(history));
    }

    private static Command command(ResultSet row, StatementContext context) throws SQLException {
        return new Command(
                new CommandOrder(
                        new CommandId(row.getString("id")),
                        new DeviceId(row.getString("device_id")),
                        CommandType.valueOf(row.getString("type").toUpperCase(Locale.ROOT)),
                        Columns.json(row.getString("parameters"), Columns.TEXT_MAP),
                        row.getString("requested_by"),
                        Columns.time(row, "created_at"),
                        Columns.time(row, "expires_at")),
                state(row),
                Columns.text(row, "reason"),
                Columns.text(row, "phase"),
                Columns.time(row, "updated_at"),
                Columns.optionalTime(row, "finished_at"),
                Columns.text(row, "cancel_requested_by"),
                Columns.text(row, "outcome").map(json -> Columns.json(json, OUTCOME)),
                Columns.text(row, "output"),
                List.of());
    }

    private static CommandState state(ResultSet row) throws SQLException {
        return CommandState.valueOf(row.getString("state").toUpperCase(Locale.ROOT));
    }
}
