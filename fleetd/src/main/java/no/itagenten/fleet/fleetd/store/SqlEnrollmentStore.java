package no.itagenten.fleet.fleetd.store;

import com.google.gson.reflect.TypeToken;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import no.itagenten.fleet.fleetd.device.Device;
import no.itagenten.fleet.fleetd.enrollment.EnrollmentStore;
import no.itagenten.fleet.fleetd.enrollment.EnrollmentToken;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.json.WireJson;
import no.itagenten.fleet.protocol.rest.Approval;
import no.itagenten.fleet.protocol.rest.DuplicateKey;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Enrolment tokens and public keys in SQL. */
public final class SqlEnrollmentStore implements EnrollmentStore {

    private static final TypeToken<DuplicateKey> DUPLICATE = TypeToken.get(DuplicateKey.class);

    private final Database database;

    public SqlEnrollmentStore(Database database) {
        this.database = database;
    }

    @Override
    public CompletableFuture<Void> insert(EnrollmentToken token) {
        return database.writes().submit(handle -> {
            handle.createUpdate(
                            "INSERT INTO enrollment_token (id, name, hash, hint, uses, max_uses, venue, tags, approval, "
                                    + "created_at, expires_at) VALUES (:id, :name, :hash, :hint, :uses, :maxUses, :venue, :tags, "
                                    + ":approval, :createdAt, :expiresAt)")
                    .bind("id", token.id())
                    .bind("name", token.name())
                    .bind("hash", token.hash())
                    .bind("hint", token.hint())
                    .bind("uses", token.uses())
                    .bind("maxUses", token.maxUses())
                    .bind("venue", token.venue().orElse(null))
                    .bind("tags", WireJson.encode(token.tags()))
                    .bind("approval", token.approval().name().toLowerCase(Locale.ROOT))
                    .bind("createdAt", Columns.millis(token.createdAt()))
                    .bind("expiresAt", Columns.millis(token.expiresAt()))
                    .execute();
            return null;
        });
    }

    @Override
    public List<EnrollmentToken> tokens() {
        return database.reading()
                .withHandle(
                        handle -> handle.createQuery("SELECT * FROM enrollment_token ORDER BY position DESC LIMIT 1000")
                                .map(SqlEnrollmentStore::token)
                                .list());
    }

    @Override
    public Optional<EnrollmentToken> tokenByHash(String hash) {
        return database.reading()
                .withHandle(handle -> handle.createQuery("SELECT * FROM enrollment_token WHERE hash = :hash")
                        .bind("hash", hash)
                        .map(SqlEnrollmentStore::token)
                        .findOne());
    }

    @Override
    public CompletableFuture<Boolean> revoke(String id, Instant now) {
        return database.writes()
                .submit(handle -> handle.createUpdate(
                                        "UPDATE enrollment_token SET revoked_at = coalesce(revoked_at, :now) WHERE id = :id")
                                .bind("now", Columns.millis(now))
                                .bind("id", id)
                                .execute()
                        == 1);
    }

    @Override
    public CompletableFuture<Optional<EnrollmentToken>> enable(String id, boolean enabled, Instant now) {
        return database.writes().submit(handle -> {
            handle.createUpdate("UPDATE enrollment_token SET disabled_at = CASE WHEN :enabled THEN NULL "
                            + "ELSE coalesce(disabled_at, :now) END WHERE id = :id AND revoked_at IS NULL")
                    .bind("enabled", enabled)
                    .bind("now", Columns.millis(now))
                    .bind("id", id)
                    .execute();
            return handle.createQuery("SELECT * FROM enrollment_token WHERE id = :id")
                    .bind("id", id)
                    .map(SqlEnrollmentStore::token)
                    .findOne();
        });
    }

    @Override
    public Map<DeviceId, byte[]> credentials() {
        return keys("public_key");
    }

    @Override
    public Map<DeviceId, byte[]> nextKeys() {
        return keys("next_key");
    }

    private Map<DeviceId, byte[]> keys(String column) {
        Map<DeviceId, byte[]> credentials = new HashMap<>();
        database.reading()
                .useHandle(handle -> handle.createQuery(
                                "SELECT id, " + column + " FROM device WHERE " + column + " IS NOT NULL")
                        .map((row, context) -> Map.entry(new DeviceId(row.getString("id")), row.getBytes(column)))
                        .forEach(entry -> credentials.put(entry.getKey(), entry.getValue())));
        return credentials;
    }

    @Override
    public CompletableFuture<Boolean> saveNextKey(DeviceId device, byte[] publicKey) {
        return database.writes()
                .submit(handle -> handle.createUpdate(
                                        "UPDATE device SET next_key = :key WHERE id = :id AND public_key IS NOT NULL")
                                .bind("key", publicKey)
                                .bind("id", device.value())
                                .execute()
                        == 1);
    }

    @Override
    public CompletableFuture<Boolean> promoteNextKey(DeviceId device, byte[] publicKey) {
        return database.writes()
                .submit(handle -> handle.createUpdate("UPDATE device SET public_key = next_key, next_key = NULL "
                                        + "WHERE id = :id AND next_key = :key")
                                .bind("key", publicKey)
                                .bind("id", device.value())
                                .execute()
                        == 1);
    }

    @Override
    public Map<DeviceId, DuplicateKey> duplicates() {
        return database.reading()
                .withHandle(handle -> handle
                        .createQuery("SELECT id, duplicate FROM device WHERE duplicate IS NOT NULL")
                        .map((row, context) -> Map.entry(
                                new DeviceId(row.getString("id")), Columns.json(row.getString("duplicate"), DUPLICATE)))
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @Override
    public CompletableFuture<Void> saveDuplicate(DeviceId device, Optional<DuplicateKey> duplicate) {
        return database.writes().submit(handle -> {
            handle.createUpdate("UPDATE device SET duplicate = :duplicate WHERE id = :id")
                    .bind("duplicate", duplicate.map(WireJson::encode).orElse(null))
                    .bind("id", device.value())
                    .execute();
            return null;
        });
    }

    @Override
    public CompletableFuture<Verdict> enroll(String tokenHash, Device device, byte[] publicKey, Instant now) {
        return database.writes().submit(handle -> {
            Optional<Known> known = known(handle, device.id(), publicKey);
            if (known.isPresent() && known.get().sameKey) {
                return Verdict.REPEATED;
            }
            if (known.isPresent() && !known.get().enrollable) {
                return Verdict.DEVICE_EXISTS;
            }
            if (FormerKeys.isSentAway(handle, publicKey, tokenHash)) {
                return Verdict.SENT_AWAY;
            }
            if (!useToken(handle, tokenHash, now)) {
                return Verdict.BAD_TOKEN;
            }
            FormerKeys.comeBack(handle, publicKey);
            if (known.isEmpty()) {
                SqlDeviceStore.insert(handle, device);
            }
            handle.createUpdate(
                            "UPDATE device SET public_key = :key, next_key = NULL, enrollable = 0, pending_since = :pending WHERE id = :id")
                    .bind("key", publicKey)
                    .bind("pending", device.pending() ? Columns.millis(now) : null)
                    .bind("id", device.id().value())
                    .execute();
            return Verdict.ENROLLED;
        });
    }

    @Override
    public CompletableFuture<Void> approve(DeviceId device) {
        return database.writes().submit(handle -> {
            handle.createUpdate("UPDATE device SET pending_since = NULL WHERE id = :id")
                    .bind("id", device.value())
                    .execute();
            return null;
        });
    }

    @Override
    public CompletableFuture<Void> resetCredential(DeviceId device) {
        return database.writes().submit(handle -> {
            FormerKeys.sendAway(handle, device);
            handle.createUpdate("UPDATE device SET public_key = NULL, next_key = NULL, duplicate = NULL, "
                            + "pending_since = NULL, enrollable = 1 WHERE id = :id")
                    .bind("id", device.value())
                    .execute();
            return null;
        });
    }

    private record Known(boolean sameKey, boolean enrollable) {}

    private static Optional<Known> known(Handle handle, DeviceId id, byte[] publicKey) {
        return handle.createQuery(
                        "SELECT coalesce(public_key = :key, 0) AS same_key, enrollable FROM device WHERE id = :id")
                .bind("key", publicKey)
                .bind("id", id.value())
                .map((row, context) -> new Known(row.getBoolean("same_key"), row.getBoolean("enrollable")))
                .findOne();
    }

    private static boolean useToken(Handle handle, String hash, Instant now) {
        return handle.createUpdate("UPDATE enrollment_token SET uses = uses + 1 WHERE hash = :hash "
                                + "AND (max_uses = 0 OR uses < max_uses) AND expires_at > :now "
                                + "AND disabled_at IS NULL AND revoked_at IS NULL")
                        .bind("hash", hash)
                        .bind("now", Columns.millis(now))
                        .execute()
                == 1;
    }

    private static EnrollmentToken token(ResultSet row, StatementContext context) throws SQLException {
        return new EnrollmentToken(
                row.getString("id"),
                row.getString("name"),
                row.getString("hash"),
                row.getString("hint"),
                row.getInt("uses"),
                row.getInt("max_uses"),
                Columns.text(row, "venue"),
                Columns.json(row.getString("tags"), Columns.TEXTS),
                Approval.valueOf(row.getString("approval").toUpperCase(Locale.ROOT)),
                Columns.time(row, "created_at"),
                Columns.time(row, "expires_at"),
                Columns.optionalTime(row, "disabled_at"),
                Columns.optionalTime(row, "revoked_at"));
    }
}
