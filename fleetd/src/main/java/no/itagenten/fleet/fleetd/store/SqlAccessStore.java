package no.itagenten.fleet.fleetd.store;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import no.itagenten.fleet.fleetd.access.AccessStore;
import no.itagenten.fleet.fleetd.access.Role;

/** Tokens and sessions in SQL. */
public final class SqlAccessStore implements AccessStore {

    private final Database database;

    public SqlAccessStore(Database database) {
        this.database = database;
    }

    @Override
    public List<Token> tokens() {
        return database.reading()
                .withHandle(handle -> handle.createQuery("SELECT * FROM access_token")
                        .map((row, context) -> new Token(
                                row.getString("hash"),
                                row.getString("name"),
                                role(row.getString("role")),
                                Columns.time(row, "created_at"),
                                row.getBoolean("revoked")))
                        .list());
    }

    @Override
    public List<Session> sessions() {
        return database.reading()
                .withHandle(handle -> handle.createQuery("SELECT * FROM web_session")
                        .map((row, context) -> new Session(
                                row.getString("hash"),
                                row.getString("name"),
                                role(row.getString("role")),
                                Columns.time(row, "expires_at")))
                        .list());
    }

    @Override
    public CompletableFuture<Void> insert(Token token) {
        return database.writes().submit(handle -> {
            handle.createUpdate(
                            "INSERT INTO access_token (hash, name, role, created_at) VALUES (:hash, :name, :role, :createdAt)")
                    .bind("hash", token.hash())
                    .bind("name", token.name())
                    .bind("role", token.role().wireName())
                    .bind("createdAt", Columns.millis(token.createdAt()))
                    .execute();
            return null;
        });
    }

    @Override
    public CompletableFuture<Void> revokeAll(String name) {
        return database.writes().submit(handle -> {
            handle.createUpdate("UPDATE access_token SET revoked = 1 WHERE name = :name")
                    .bind("name", name)
                    .execute();
            handle.createUpdate("DELETE FROM web_session WHERE name = :name")
                    .bind("name", name)
                    .execute();
            return null;
        });
    }

    @Override
    public CompletableFuture<Void> insert(Session session) {
        return database.writes().submit(handle -> {
            handle.createUpdate(
                            "INSERT INTO web_session (hash, name, role, expires_at) VALUES (:hash, :name, :role, :expiresAt)")
                    .bind("hash", session.hash())
                    .bind("name", session.name())
                    .bind("role", session.role().wireName())
                    .bind("expiresAt", Columns.millis(session.expiresAt()))
                    .execute();
            return null;
        });
    }

    @Override
    public CompletableFuture<Void> deleteSession(String hash) {
        return database.writes().submit(handle -> {
            handle.createUpdate("DELETE FROM web_session WHERE hash = :hash")
                    .bind("hash", hash)
                    .execute();
            return null;
        });
    }

    @Override
    public CompletableFuture<Void> deleteExpired(Instant now) {
        return database.writes().submit(handle -> {
            handle.createUpdate("DELETE FROM web_session WHERE expires_at <= :now")
                    .bind("now", Columns.millis(now))
                    .execute();
            return null;
        });
    }

    private static Role role(String wireName) {
        return Role.valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
