package no.itagenten.fleet.fleetd.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.fleetd.access.Login;
import no.itagenten.fleet.fleetd.access.VouchingRule;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The table {@code login}, row by row, for {@link SqlAccessStore}. */
final class LoginRows {

    private LoginRows() {}

    static List<Login> all(Handle handle) {
        return handle.createQuery("SELECT * FROM login").map(LoginRows::login).list();
    }

    private static Login login(ResultSet row, StatementContext context) throws SQLException {
        String name = row.getString("name");
        Optional<Instant> exchangedAt = Columns.optionalTime(row, "exchanged_at");
        Optional<Login.Exchange> exchange = exchangedAt.isEmpty()
                ? Optional.empty()
                : Optional.of(new Login.Exchange(
                        row.getString("previous"), Columns.text(row, "request_key"), exchangedAt.get()));
        return new Login(
                row.getString("id"),
                row.getString("family"),
                row.getString("current"),
                exchange,
                holder(row, name),
                Columns.time(row, "created_at"),
                Columns.optionalTime(row, "expires_at"),
                Columns.optionalTime(row, "last_used_at"));
    }

    private static Login.Holder holder(ResultSet row, String name) throws SQLException {
        Optional<String> rule = Columns.text(row, "rule");
        if (rule.isEmpty()) {
            return new Login.User(name);
        }
        VouchingRule by = new VouchingRule(row.getString("issuer"), rule.get());
        return row.getBoolean("of_user") ? new Login.VouchedUser(by, name) : new Login.Vouched(by, name);
    }

    private static Optional<VouchingRule> rule(Login.Holder holder) {
        if (holder instanceof Login.VouchedUser user) {
            return Optional.of(user.rule());
        }
        return holder instanceof Login.Vouched vouched ? Optional.of(vouched.rule()) : Optional.empty();
    }

    static void save(Handle handle, Login login) {
        handle.createUpdate(
                        "INSERT INTO login (id, family, current, previous, request_key, exchanged_at, name, issuer, rule, "
                                + "of_user, created_at, expires_at, last_used_at) VALUES (:id, :family, :current, :previous, "
                                + ":requestKey, :exchangedAt, :name, :issuer, :rule, :ofUser, :createdAt, :expiresAt, :lastUsedAt) "
                                + "ON CONFLICT (id) DO UPDATE SET current = excluded.current, previous = excluded.previous, "
                                + "request_key = excluded.request_key, exchanged_at = excluded.exchanged_at, "
                                + "last_used_at = excluded.last_used_at")
                .bind("id", login.id())
                .bind("family", login.family())
                .bind("current", login.current())
                .bind("previous", login.exchange().map(Login.Exchange::previous).orElse(null))
                .bind(
                        "requestKey",
                        login.exchange().flatMap(Login.Exchange::requestKey).orElse(null))
                .bind(
                        "exchangedAt",
                        login.exchange()
                                .map(change -> Columns.millis(change.at()))
                                .orElse(null))
                .bind("name", login.holder().name())
                .bind("issuer", rule(login.holder()).map(VouchingRule::issuer).orElse(null))
                .bind("rule", rule(login.holder()).map(VouchingRule::name).orElse(null))
                .bind("ofUser", login.holder() instanceof Login.VouchedUser)
                .bind("createdAt", Columns.millis(login.createdAt()))
                .bind("expiresAt", login.expiresAt().map(Columns::millis).orElse(null))
                .bind("lastUsedAt", login.lastUsedAt().map(Columns::millis).orElse(null))
                .execute();
    }

    static void used(Handle handle, String id, Instant at) {
        handle.createUpdate("UPDATE login SET last_used_at = :at WHERE id = :id")
                .bind("at", Columns.millis(at))
                .bind("id", id)
                .execute();
    }

    static void delete(Handle handle, Collection<String> ids) {
        ids.forEach(id -> handle.createUpdate("DELETE FROM login WHERE id = :id")
                .bind("id", id)
                .execute());
    }
}
