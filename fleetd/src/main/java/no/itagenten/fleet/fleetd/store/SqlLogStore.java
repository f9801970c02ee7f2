package no.itagenten.fleet.fleetd.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import no.itagenten.fleet.fleetd.log.LogQuery;
import no.itagenten.fleet.fleetd.log.LogStore;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.LogBatch;
import no.itagenten.fleet.protocol.LogLevel;
import no.itagenten.fleet.protocol.LogLine;
import no.itagenten.fleet.protocol.rest.LogEntry;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/** Log lines in SQL. */
public final class SqlLogStore implements LogStore {

    private final Database database;

    public SqlLogStore(Database database) {
        this.database = database;
    }

    @Override
    public CompletableFuture<Void> append(DeviceId device, List<LogLine> lines, Instant receivedAt) {
        return database.writes().submit(handle -> {
            insert(handle, device, lines, receivedAt);
            return null;
        });
    }

    @Override
    public CompletableFuture<Boolean> appendOnce(LogBatch batch, List<LogLine> lines, Instant receivedAt) {
        return database.writes().submit(handle -> {
            int fresh = handle.createUpdate("UPDATE device SET log_stream = :stream, log_batch = :batch, "
                            + "log_lines_lost = log_lines_lost + :lost "
                            + "WHERE id = :device AND (log_stream IS NOT :stream OR log_batch < :batch)")
                    .bind("stream", batch.stream())
                    .bind("batch", batch.batch())
                    .bind("lost", batch.dropped().orElse(0L))
                    .bind("device", batch.deviceId().value())
                    .execute();
            if (fresh == 1) {
                insert(handle, batch.deviceId(), lines, receivedAt);
            }
            return fresh == 1;
        });
    }

    @Override
    public List<LogEntry> newest(LogQuery query) {
        return database.reading()
                .withHandle(handle ->
                        newest(handle, query, "*").map(SqlLogStore::entry).list());
    }

    @Override
    public Optional<Long> oldestOf(LogQuery query) {
        return database.reading()
                .withHandle(handle ->
                        newest(handle, query, "id").mapTo(Long.class).stream().reduce((newer, older) -> older));
    }

    @Override
    public List<LogEntry> after(LogQuery query, long id) {
        return database.reading()
                .withHandle(handle -> select(handle, query, "*", " AND id > :bound", "ASC", id)
                        .map(SqlLogStore::entry)
                        .list());
    }

    @Override
    public CompletableFuture<Integer> deleteReceivedBefore(Instant time, int atMost) {
        return database.writes()
                .submit(handle -> handle.createUpdate(
                                "DELETE FROM log WHERE id IN (SELECT id FROM log WHERE received_at < :time LIMIT :most)")
                        .bind("time", Columns.millis(time))
                        .bind("most", atMost)
                        .execute());
    }

    @Override
    public CompletableFuture<Integer> deleteBeyond(DeviceId device, int rows) {
        return database.writes()
                .submit(handle -> handle.createUpdate(
                                "DELETE FROM log WHERE device_id = :device AND id <= "
                                        + "(SELECT id FROM log WHERE device_id = :device ORDER BY id DESC LIMIT 1 OFFSET :rows)")
                        .bind("device", device.value())
                        .bind("rows", rows)
                        .execute());
    }

    private static Query newest(Handle handle, LogQuery query, String columns) {
        String bound = query.before().isPresent() ? " AND id < :bound" : "";
        return select(handle, query, columns, bound, "DESC", query.before().orElse(0L));
    }

    private static Query select(
            Handle handle, LogQuery wanted, String columns, String bound, String order, long boundId) {
        String sql = "SELECT " + columns + " FROM log WHERE device_id = :device"
                + bound
                + (wanted.since().isPresent() ? " AND received_at >= :since" : "")
                + (wanted.level().isPresent() ? " AND level >= :level" : "")
                + " ORDER BY id " + order + " LIMIT :limit";
        Query query =
                handle.createQuery(sql).bind("device", wanted.device().value()).bind("limit", wanted.limit());
        if (!bound.isEmpty()) {
            query.bind("bound", boundId);
        }
        wanted.since().ifPresent(since -> query.bind("since", Columns.millis(since)));
        wanted.level().ifPresent(level -> query.bind("level", rank(level)));
        return query;
    }

    /** A device that was removed a moment ago has no place for its lines any more; that is no error. */
    private static void insert(Handle handle, DeviceId device, List<LogLine> lines, Instant receivedAt) {
        if (lines.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch(
                "INSERT INTO log (device_id, timestamp, received_at, level, source, message) "
                        + "SELECT id, :timestamp, :receivedAt, :level, :source, :message FROM device WHERE id = :device");
        for (LogLine line : lines) {
            batch.bind("device", device.value())
                    .bind("timestamp", Columns.millis(line.timestamp().orElse(receivedAt)))
                    .bind("receivedAt", Columns.millis(receivedAt))
                    .bind("level", rank(line.level()))
                    .bind("source", line.source().orElse(null))
                    .bind("message", line.message())
                    .add();
        }
        batch.execute();
    }

    private static LogEntry entry(ResultSet row, StatementContext context) throws SQLException {
        return new LogEntry(
                row.getLong("id"),
                Columns.time(row, "timestamp"),
                Columns.time(row, "received_at"),
                level(row.getInt("level")),
                Columns.text(row, "source"),
                row.getString("message"));
    }

    /** How a level stands in the table: room is left between them. */
    private static int rank(LogLevel level) {
        return switch (level) {
            case DEBUG -> 10;
            case INFO -> 20;
            case WARN -> 30;
            case ERROR -> 40;
        };
    }

    private static LogLevel level(int rank) {
        return rank >= 40 ? LogLevel.ERROR : rank >= 30 ? LogLevel.WARN : rank >= 20 ? LogLevel.INFO : LogLevel.DEBUG;
    }
}
