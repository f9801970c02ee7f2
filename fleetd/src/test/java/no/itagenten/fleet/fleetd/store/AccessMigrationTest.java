package no.itagenten.fleet.fleetd.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import no.itagenten.fleet.fleetd.access.Access;
import no.itagenten.fleet.fleetd.access.Role;
import no.itagenten.fleet.fleetd.jwt.AccessTokens;
import no.itagenten.fleet.fleetd.jwt.SigningKeys;
import no.itagenten.fleet.fleetd.secret.Secrets;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever was logged in before there were users still is. */
class AccessMigrationTest {

    private static final Instant NOW = Instant.parse("2026-11-23T18:00:00Z");

    @TempDir
    private Path data;

    @Test
    void theAdminTokenAndItsSessionsGoOnAndRevokedOnesStayRevoked() throws SQLException, IOException {
        String url = "jdbc:sqlite:" + data.resolve("fleet.db");
        Flyway.configure()
                .dataSource(url, null, null)
                .locations("classpath:db/migration/sqlite")
                .target("4")
                .load()
                .migrate();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            String token = "INSERT INTO access_token (hash, name, role, created_at, revoked) VALUES ('";
            statement.execute(token + Secrets.hash("r58a_old") + "', 'admin', 'admin', 1, 1)");
            statement.execute(token + Secrets.hash("r58a_new") + "', 'admin', 'admin', 2, 0)");
            statement.execute("INSERT INTO web_session (hash, name, role, expires_at) VALUES ('"
                    + Secrets.hash("session") + "', 'admin', 'admin', "
                    + NOW.plusSeconds(60).toEpochMilli() + ")");
        }

        try (Database database = Database.open(data)) {
            Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
            AccessTokens tokens = new AccessTokens(SigningKeys.open(data, clock), "urn:test", "test", clock);
            Access access = new Access(new SqlAccessStore(database), tokens, Map.of(), clock);

            assertThat(access.initialised()).isTrue();
            assertThat(access.byToken("r58a_new")).hasValueSatisfying(admin -> {
                assertThat(admin.name()).isEqualTo("admin");
                assertThat(admin.role()).isEqualTo(Role.ADMIN);
                assertThat(admin.isUnlimited()).isTrue();
            });
            assertThat(access.bySession("session")).isPresent();
            assertThat(access.byToken("r58a_old")).isEmpty();
        }
    }
}
