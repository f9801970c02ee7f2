package no.itagenten.fleet.fleetd.store;

import com.google.gson.reflect.TypeToken;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import no.itagenten.fleet.fleetd.device.Device;
import no.itagenten.fleet.fleetd.device.DeviceConfig;
import no.itagenten.fleet.fleetd.device.DeviceReport;
import no.itagenten.fleet.fleetd.device.DeviceStore;
import no.itagenten.fleet.fleetd.device.Labels;
import no.itagenten.fleet.fleetd.device.Presence;
import no.itagenten.fleet.fleetd.device.Standing;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.json.WireJson;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/** Devices in SQL. */
public final class SqlDeviceStore implements DeviceStore {

    private static final TypeToken<DeviceReport> REPORT = TypeToken.get(DeviceReport.class);
    private static final TypeToken<DeviceConfig.Report> CONFIG_REPORT = TypeToken.get(DeviceConfig.Report.class);

    private final Database database;

    public SqlDeviceStore(Database database) {
        this.database = database;
    }

    @Override
    public List<Device> loadAll() {
        return database.reading()
                .withHandle(handle -> handle.createQuery("SELECT * FROM device")
                        .map(SqlDeviceStore::device)
                        .list());
    }

    @Override
    public CompletableFuture<Void> insert(Device device) {
        return database.writes().submit(handle -> {
            insert(handle, device);
            return null;
        });
    }

    /** Inside a transaction of another store, too. */
    static void insert(Handle handle, Device device) {
        handle.createUpdate(
                        "INSERT INTO device (id, name, venue, tags, time_zone, created_at, report, config_revision, config_desired) "
                                + "VALUES (:id, :name, :venue, :tags, :timeZone, :createdAt, :report, :revision, :desired)")
                .bind("id", device.id().value())
                .bind("name", device.labels().name())
                .bind("venue", device.labels().venue().orElse(null))
                .bind("tags", WireJson.encode(device.labels().tags()))
                .bind("timeZone", device.labels().timeZone().orElse(null))
                .bind("createdAt", Columns.millis(device.createdAt()))
                .bind("report", WireJson.encode(device.report()))
                .bind("revision", device.config().revision())
                .bind("desired", WireJson.encode(device.config().desired()))
                .execute();
    }

    @Override
    public CompletableFuture<Void> saveLabels(Device device) {
        return database.writes().submit(handle -> {
            saveLabels(handle, device);
            return null;
        });
    }

    private static void saveLabels(Handle handle, Device device) {
        handle.createUpdate(
                        "UPDATE device SET name = :name, venue = :venue, tags = :tags, time_zone = :timeZone WHERE id = :id")
                .bind("timeZone", device.labels().timeZone().orElse(null))
                .bind("name", device.labels().name())
                .bind("venue", device.labels().venue().orElse(null))
                .bind("tags", WireJson.encode(device.labels().tags()))
                .bind("id", device.id().value())
                .execute();
    }

    @Override
    public CompletableFuture<Void> saveConfig(Device device) {
        return database.writes().submit(handle -> {
            saveConfig(handle, device);
            return null;
        });
    }

    private static void saveConfig(Handle handle, Device device) {
        handle.createUpdate("UPDATE device SET config_revision = :revision, config_desired = :desired WHERE id = :id")
                .bind("revision", device.config().revision())
                .bind("desired", WireJson.encode(device.config().desired()))
                .bind("id", device.id().value())
                .execute();
    }

    @Override
    public CompletableFuture<Void> replace(DeviceId old, Device by) {
        return database.writes().submit(handle -> {
            saveLabels(handle, by);
            saveConfig(handle, by);
            handle.execute(
                    "DELETE FROM device_policy WHERE device_id = ?", by.id().value());
            for (String kept : List.of("device_policy", "command", "log")) {
                handle.execute(
                        "UPDATE " + kept + " SET device_id = ? WHERE device_id = ?",
                        by.id().value(),
                        old.value());
            }
            FormerKeys.sendAway(handle, old);
            handle.execute("DELETE FROM device WHERE id = ?", old.value());
            return null;
        });
    }

    @Override
    public CompletableFuture<Void> saveReports(Collection<Device> devices) {
        return database.writes().submit(handle -> {
            PreparedBatch batch = handle.prepareBatch(
                    "UPDATE device SET last_seen = :lastSeen, report = :report, config_report = :configReport WHERE id = :id");
            for (Device device : devices) {
                batch.bind(
                                "lastSeen",
                                device.presence()
                                        .lastSeen()
                                        .map(Columns::millis)
                                        .orElse(null))
                        .bind("report", WireJson.encode(device.report()))
                        .bind(
                                "configReport",
                                device.config().report().map(WireJson::encode).orElse(null))
                        .bind("id", device.id().value())
                        .add();
            }
            batch.execute();
            return null;
        });
    }

    @Override
    public CompletableFuture<Void> delete(DeviceId id) {
        return database.writes().submit(handle -> {
            FormerKeys.sendAway(handle, id);
            handle.createUpdate("DELETE FROM device WHERE id = :id")
                    .bind("id", id.value())
                    .execute();
            return null;
        });
    }

    private static Standing standing(ResultSet row) throws SQLException {
        if (row.getBytes("public_key") == null) {
            return Standing.WITHOUT_CREDENTIAL;
        }
        return Columns.optionalTime(row, "pending_since").isPresent() ? Standing.PENDING : Standing.ENROLLED;
    }

    private static Device device(ResultSet row, StatementContext context) throws SQLException {
        String configReport = row.getString("config_report");
        return new Device(
                new DeviceId(row.getString("id")),
                new Labels(
                        row.getString("name"),
                        Columns.text(row, "venue"),
                        Columns.json(row.getString("tags"), Columns.TEXTS),
                        Columns.text(row, "time_zone")),
                Columns.time(row, "created_at"),
                standing(row),
                new Presence(false, Columns.optionalTime(row, "last_seen")),
                Columns.json(row.getString("report"), REPORT),
                new DeviceConfig(
                        row.getLong("config_revision"),
                        Columns.json(row.getString("config_desired"), Columns.TEXT_MAP),
                        Optional.ofNullable(configReport).map(json -> Columns.json(json, CONFIG_REPORT))));
    }
}
