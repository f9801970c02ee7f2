package no.itagenten.fleet.fleetd.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import no.itagenten.fleet.fleetd.access.AccessStore;
import no.itagenten.fleet.fleetd.access.AccessToken;
import no.itagenten.fleet.fleetd.access.Login;
import no.itagenten.fleet.fleetd.access.Person;
import no.itagenten.fleet.fleetd.access.Role;
import no.itagenten.fleet.fleetd.access.Scope;
import no.itagenten.fleet.protocol.json.WireJson;
import no.itagenten.fleet.protocol.rest.CommandType;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** People, tokens, logins and sessions in SQL. */
public final class SqlAccessStore implements AccessStore {

    private final Database database;

    public SqlAccessStore(Database database) {
        this.database = database;
    }

    @Override
    public List<Person> people() {
        return database.reading()
                .withHandle(handle -> handle.createQuery("SELECT * FROM person")
                        .map((row, context) -> new Person(
                                row.getString("name"),
                                Role.of(row.getString("role")),
                                scope(row),
                                row.getString("password"),
                                row.getBoolean("enabled"),
                                Columns.time(row, "created_at")))
                        .list());
    }

    @Override
    public List<AccessToken> tokens() {
        return database.reading()
                .withHandle(handle -> handle.createQuery("SELECT * FROM access_token")
                        .map(SqlAccessStore::token)
                        .list());
    }

    @Override
    public List<Login> logins() {
        return database.reading().withHandle(LoginRows::all);
    }

    @Override
    public CompletableFuture<Void> save(Login login, Collection<String> endedLogins) {
        return database.writes().submit(handle -> {
            LoginRows.delete(handle, endedLogins);
            LoginRows.save(handle, login);
            return null;
        });
    }

    @Override
    public List<Session> sessions() {
        return database.reading()
                .withHandle(handle -> handle.createQuery("SELECT * FROM web_session")
                        .map((row, context) -> new Session(
                                row.getString("hash"),
                                Columns.text(row, "person"),
                                Columns.text(row, "token"),
                                Columns.time(row, "expires_at")))
                        .list());
    }

    @Override
    public CompletableFuture<Void> save(
            Person person, Collection<String> endedLogins, Collection<String> endedSessions) {
        return database.writes().submit(handle -> {
            handle.createUpdate("INSERT INTO person (name, role, venues, tags, password, enabled, created_at) "
                            + "VALUES (:name, :role, :venues, :tags, :password, :enabled, :createdAt) "
                            + "ON CONFLICT (name) DO UPDATE SET role = excluded.role, venues = excluded.venues, "
                            + "tags = excluded.tags, password = excluded.password, enabled = excluded.enabled")
                    .bind("name", person.name())
                    .bind("role", person.role().wireName())
                    .bind("venues", WireJson.encode(person.scope().venues()))
                    .bind("tags", WireJson.encode(person.scope().tags()))
                    .bind("password", person.password())
                    .bind("enabled", person.enabled())
                    .bind("createdAt", Columns.millis(person.createdAt()))
                    .execute();
            delete(handle, List.of(), endedLogins, endedSessions);
            return null;
        });
    }

    @Override
    public CompletableFuture<Void> insert(AccessToken token) {
        return database.writes().submit(handle -> {
            handle.createUpdate("INSERT INTO access_token (hash, id, kind, name, role, venues, tags, may, hint, "
                            + "created_by, created_at, expires_at) VALUES (:hash, :id, :kind, :name, :role, :venues, "
                            + ":tags, :may, :hint, :createdBy, :createdAt, :expiresAt)")
                    .bind("hash", token.hash())
                    .bind("id", token.id())
                    .bind("kind", token.kind().wireName())
                    .bind("name", token.name())
                    .bind("role", token.role().wireName())
                    .bind("venues", WireJson.encode(token.scope().venues()))
                    .bind("tags", WireJson.encode(token.scope().tags()))
                    .bind(
                            "may",
                            WireJson.encode(token.may().stream()
                                    .map(CommandType::wireName)
                                    .sorted()
                                    .toList()))
                    .bind("hint", token.hint())
                    .bind("createdBy", token.createdBy().orElse(null))
                    .bind("createdAt", Columns.millis(token.createdAt()))
                    .bind("expiresAt", token.expiresAt().map(Columns::millis).orElse(null))
                    .execute();
            return null;
        });
    }

    @Override
    public CompletableFuture<Void> revoke(Collection<AccessToken> tokens) {
        return database.writes().submit(handle -> {
            for (AccessToken token : tokens) {
                handle.createUpdate("UPDATE access_token SET revoked_at = :at WHERE hash = :hash")
                        .bind("at", token.revokedAt().map(Columns::millis).orElseThrow())
                        .bind("hash", token.hash())
                        .execute();
                handle.createUpdate("DELETE FROM web_session WHERE token = :hash")
                        .bind("hash", token.hash())
                        .execute();
            }
            return null;
        });
    }

    @Override
    public CompletableFuture<Void> used(Map<String, Instant> uses) {
        return database.writes().submit(handle -> {
            uses.forEach((key, at) -> {
                handle.createUpdate("UPDATE access_token SET last_used_at = :at WHERE hash = :hash")
                        .bind("at", Columns.millis(at))
                        .bind("hash", key)
                        .execute();
                LoginRows.used(handle, key, at); // an id is nobody's hash, so that only one of the two has an effect
            });
            return null;
        });
    }

    @Override
    public CompletableFuture<Void> save(Session session, Collection<String> endedSessions) {
        return database.writes().submit(handle -> {
            delete(handle, List.of(), List.of(), endedSessions);
            handle.createUpdate("INSERT INTO web_session (hash, person, token, expires_at) "
                            + "VALUES (:hash, :person, :token, :expiresAt)")
                    .bind("hash", session.hash())
                    .bind("person", session.person().orElse(null))
                    .bind("token", session.token().orElse(null))
                    .bind("expiresAt", Columns.millis(session.expiresAt()))
                    .execute();
            return null;
        });
    }

    @Override
    public CompletableFuture<Void> delete(
            Collection<String> tokens, Collection<String> logins, Collection<String> sessions) {
        return database.writes().submit(handle -> {
            delete(handle, tokens, logins, sessions);
            return null;
        });
    }

    private static void delete(
            Handle handle, Collection<String> tokens, Collection<String> logins, Collection<String> sessions) {
        tokens.forEach(hash -> handle.createUpdate("DELETE FROM access_token WHERE hash = :hash")
                .bind("hash", hash)
                .execute());
        LoginRows.delete(handle, logins);
        sessions.forEach(hash -> handle.createUpdate("DELETE FROM web_session WHERE hash = :hash")
                .bind("hash", hash)
                .execute());
    }

    private static AccessToken token(ResultSet row, StatementContext context) throws SQLException {
        Set<CommandType> may = Columns.json(row.getString("may"), Columns.TEXTS).stream()
                .map(name -> CommandType.valueOf(name.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toUnmodifiableSet());
        return new AccessToken(
                row.getString("hash"),
                row.getString("id"),
                AccessToken.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("name"),
                Role.of(row.getString("role")),
                scope(row),
                may,
                row.getString("hint"),
                Columns.text(row, "created_by"),
                Columns.time(row, "created_at"),
                Columns.optionalTime(row, "expires_at"),
                Columns.optionalTime(row, "last_used_at"),
                Columns.optionalTime(row, "revoked_at"));
    }

    private static Scope scope(ResultSet row) throws SQLException {
        return new Scope(
                Columns.json(row.getString("venues"), Columns.TEXTS),
                Columns.json(row.getString("tags"), Columns.TEXTS));
    }
}
