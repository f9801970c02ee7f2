package no.itagenten.fleet.fleetd.store;

import com.google.gson.reflect.TypeToken;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import no.itagenten.fleet.fleetd.policy.DevicePolicy;
import no.itagenten.fleet.fleetd.policy.PolicyStore;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.PolicyLock;
import no.itagenten.fleet.protocol.json.WireJson;

/** Locks and maintenance windows in SQL. */
public final class SqlPolicyStore implements PolicyStore {

    private static final TypeToken<PolicyLock> LOCK = TypeToken.get(PolicyLock.class);

    private final Database database;

    public SqlPolicyStore(Database database) {
        this.database = database;
    }

    @Override
    public Map<DeviceId, DevicePolicy> devices() {
        return database.reading()
                .withHandle(handle -> handle
                        .createQuery("SELECT * FROM device_policy")
                        .map((row, context) -> Map.entry(
                                new DeviceId(row.getString("device_id")),
                                new DevicePolicy(
                                        Columns.text(row, "lock").map(json -> Columns.json(json, LOCK)),
                                        Columns.json(row.getString("windows"), Columns.TEXTS))))
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @Override
    public Map<String, List<String>> tags() {
        return database.reading()
                .withHandle(handle -> handle
                        .createQuery("SELECT * FROM tag_windows")
                        .map((row, context) ->
                                Map.entry(row.getString("tag"), Columns.json(row.getString("windows"), Columns.TEXTS)))
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @Override
    public CompletableFuture<Void> save(DeviceId device, DevicePolicy policy) {
        return database.writes().submit(handle -> {
            handle.createUpdate("INSERT INTO device_policy (device_id, lock, windows) VALUES (:device, :lock, :windows)"
                            + " ON CONFLICT (device_id) DO UPDATE SET lock = :lock, windows = :windows")
                    .bind("device", device.value())
                    .bind("lock", policy.lock().map(WireJson::encode).orElse(null))
                    .bind("windows", WireJson.encode(policy.windows()))
                    .execute();
            return null;
        });
    }

    @Override
    public CompletableFuture<Void> saveTag(String tag, List<String> windows) {
        return database.writes().submit(handle -> {
            handle.createUpdate("DELETE FROM tag_windows WHERE tag = :tag")
                    .bind("tag", tag)
                    .execute();
            if (!windows.isEmpty()) {
                handle.createUpdate("INSERT INTO tag_windows (tag, windows) VALUES (:tag, :windows)")
                        .bind("tag", tag)
                        .bind("windows", WireJson.encode(windows))
                        .execute();
            }
            return null;
        });
    }
}
