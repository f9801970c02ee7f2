package no.itagenten.fleet.fleetd.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import no.itagenten.fleet.fleetd.store.Database;
import no.itagenten.fleet.fleetd.testing.AdjustableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code /health} while the database cannot take anything. */
class HealthTest {

    @TempDir
    Path folder;

    private final AdjustableClock clock = new AdjustableClock();
    private Database database;
    private Route.Api health;

    @BeforeEach
    void open() {
        database = Database.open(folder);
        health = (Route.Api) new HealthRoutes(database, clock).routes().get(0).endpoint();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Answer ask() {
        return health.handler()
                .handle(new ApiRequest(
                        Optional.empty(),
                        new ClientOrigin("127.0.0.1", false, Optional.empty()),
                        Optional.empty(),
                        Map.of(),
                        Map.of(),
                        Optional.empty(),
                        ""));
    }

    private Connection lockedByAnother() throws SQLException {
        Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("fleet.db"));
        try (Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
        }
        return other;
    }

    @Test
    void itSaysWhyItIsIllAndThatItIsWellAgain() throws SQLException {
        Answer before = ask();
        clock.advance(Duration.ofSeconds(1));
        Answer ill;
        try (Connection other = lockedByAnother()) {
            ill = ask();
            assertThat(other.isClosed()).isFalse();
        }
        clock.advance(Duration.ofSeconds(1));
        Answer after = ask();

        assertThat(before.status()).isEqualTo(200);
        assertThat(ill.status()).isEqualTo(503);
        JsonObject body = JsonParser.parseString(ill.json()).getAsJsonObject();
        assertThat(body.get("status").getAsString()).isEqualTo("error");
        assertThat(body.get("code").getAsString()).isEqualTo("unavailable");
        assertThat(body.get("error").getAsString()).contains("not committed anything for two seconds");
        assertThat(after.status()).isEqualTo(200);
    }

    @Test
    void whoComesWhileItIsBeingJudgedDoesNotWait() throws SQLException {
        try (Connection other = lockedByAnother()) {
            List<CompletableFuture<Answer>> both =
                    List.of(CompletableFuture.supplyAsync(this::ask), CompletableFuture.supplyAsync(this::ask));

            Object first = CompletableFuture.anyOf(both.get(0), both.get(1))
                    .orTimeout(1, TimeUnit.SECONDS)
                    .join();

            assertThat(((Answer) first).status()).isEqualTo(200);
            both.forEach(CompletableFuture::join);
            assertThat(other.isClosed()).isFalse();
        }
    }

    @Test
    void howeverOftenItIsAskedTheDatabaseIsAskedOnceASecond() throws SQLException {
        ask();
        clock.advance(Duration.ofMillis(999));

        try (Connection other = lockedByAnother()) {
            assertThat(ask().status()).isEqualTo(200);
            assertThat(other.isClosed()).isFalse();
        }
    }
}
