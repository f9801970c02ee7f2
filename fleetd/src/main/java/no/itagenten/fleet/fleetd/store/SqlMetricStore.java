package no.itagenten.fleet.fleetd.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import no.itagenten.fleet.fleetd.metric.MetricStore;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.SystemMetrics;
import no.itagenten.fleet.protocol.rest.MetricSample;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/** Samples of metrics in SQL. */
public final class SqlMetricStore implements MetricStore {

    private static final double SCALE = 100;

    private final Database database;

    public SqlMetricStore(Database database) {
        this.database = database;
    }

    @Override
    public CompletableFuture<Void> save(Instant minute, Map<DeviceId, SystemMetrics> samples) {
        return database.writes().submit(handle -> {
            PreparedBatch batch =
                    handle.prepareBatch("INSERT INTO metric (device_id, minute, cpu, memory, disk, temperature, load) "
                            + "SELECT id, :minute, :cpu, :memory, :disk, :temperature, :load FROM device WHERE id = :device "
                            + "ON CONFLICT (device_id, minute) DO UPDATE SET cpu = excluded.cpu, memory = excluded.memory, "
                            + "disk = excluded.disk, temperature = excluded.temperature, load = excluded.load");
            samples.forEach((device, metrics) -> batch.bind("device", device.value())
                    .bind("minute", Columns.millis(minute))
                    .bind("cpu", stored(metrics.cpuPercent()))
                    .bind("memory", stored(metrics.memoryPercent()))
                    .bind("disk", stored(metrics.diskPercent()))
                    .bind("temperature", stored(metrics.temperatureCelsius()))
                    .bind("load", stored(metrics.load1m()))
                    .add());
            batch.execute();
            return null;
        });
    }

    @Override
    public List<MetricSample> between(DeviceId device, Instant from, Instant to) {
        return database.reading()
                .withHandle(handle -> handle.createQuery(
                                "SELECT * FROM metric WHERE device_id = :device AND minute BETWEEN :from AND :to ORDER BY minute")
                        .bind("device", device.value())
                        .bind("from", Columns.millis(from))
                        .bind("to", Columns.millis(to))
                        .map(SqlMetricStore::sample)
                        .list());
    }

    /** By way of the devices (SQLite keeps the order of a cross join), so that the one key there is leads to the old ones of each. */
    @Override
    public CompletableFuture<Integer> deleteBefore(Instant time, int atMost) {
        return database.writes()
                .submit(handle -> handle.createUpdate("DELETE FROM metric WHERE (device_id, minute) IN "
                                + "(SELECT metric.device_id, metric.minute FROM device CROSS JOIN metric "
                                + "WHERE metric.device_id = device.id AND metric.minute < :time LIMIT :most)")
                        .bind("time", Columns.millis(time))
                        .bind("most", atMost)
                        .execute());
    }

    private static Long stored(Optional<Double> value) {
        return value.map(number -> Math.round(number * SCALE)).orElse(null);
    }

    private static MetricSample sample(ResultSet row, StatementContext context) throws SQLException {
        return new MetricSample(
                Columns.time(row, "minute"),
                value(row, "cpu"),
                value(row, "memory"),
                value(row, "disk"),
                value(row, "temperature"),
                value(row, "load"));
    }

    private static Optional<Double> value(ResultSet row, String column) throws SQLException {
        long stored = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(stored / SCALE);
    }
}
