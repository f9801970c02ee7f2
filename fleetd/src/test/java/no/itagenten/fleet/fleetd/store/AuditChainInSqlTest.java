package no.itagenten.fleet.fleetd.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import no.itagenten.fleet.fleetd.audit.AuditEvent;
import no.itagenten.fleet.fleetd.audit.AuditQuery;
import no.itagenten.fleet.fleetd.audit.AuditScope;
import no.itagenten.fleet.fleetd.audit.AuditTrail;
import no.itagenten.fleet.fleetd.testing.AdjustableClock;
import no.itagenten.fleet.protocol.audit.AuditChain;
import no.itagenten.fleet.protocol.json.WireJson;
import no.itagenten.fleet.protocol.rest.AuditEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit log and the writes it goes with are one transaction. */
class AuditChainInSqlTest {

    @TempDir
    Path folder;

    private final AdjustableClock clock = new AdjustableClock();
    private Database database;
    private AuditTrail trail;

    @BeforeEach
    void open() {
        database = Database.open(folder);
        trail = new AuditTrail(new SqlAuditStore(database), clock, clock::nanoTime);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private List<AuditEntry> entries() {
        return trail.find(new AuditQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(0L),
                1000));
    }

    private List<String> actions() {
        return entries().stream().map(AuditEntry::action).toList();
    }

    private Integer set(String name, String value) {
        return database.writes()
                .submit(handle -> handle.createUpdate("INSERT INTO setting (name, value) VALUES (:name, :value)")
                        .bind("name", name)
                        .bind("value", value)
                        .execute())
                .join();
    }

    private long settings() {
        return database.reading()
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM setting")
                        .mapTo(Long.class)
                        .one());
    }

    @Test
    void eachEntryNamesTheHashOfTheOneBefore() {
        for (int i = 0; i < 5; i++) {
            trail.append(trail.event("test").with(Map.of("text", "ærlig \" \n " + i)))
                    .join();
        }

        String previous = AuditChain.BEFORE_THE_FIRST;
        for (AuditEntry entry : entries()) {
            JsonObject json = JsonParser.parseString(WireJson.encode(entry)).getAsJsonObject();
            assertThat(entry.previous()).isEqualTo(previous);
            assertThat(AuditChain.hashOf(json)).isEqualTo(entry.hash());
            previous = entry.hash();
        }
        assertThat(trail.head().id()).isEqualTo(5);
        assertThat(trail.head().hash()).isEqualTo(previous);
    }

    @Test
    void theFirstWriteOfAuditedWorkTakesItsEventAlongAndTheSecondDoesNot() {
        AuditScope scope = new AuditScope(trail.event("work"));

        scope.during(() -> set("a", "1") + set("b", "2"));

        assertThat(scope.isWritten()).isTrue();
        assertThat(actions()).containsExactly("work");
    }

    @Test
    void aWriteThatFailsTakesNothingAlongAndTheNextOneDoes() {
        set("taken", "1");
        AuditScope scope = new AuditScope(trail.event("work"));

        assertThatThrownBy(() -> scope.during(() -> set("taken", "2"))).isInstanceOf(CompletionException.class);

        assertThat(scope.isWritten()).isFalse();
        assertThat(actions()).isEmpty();
        scope.during(() -> set("free", "1"));
        assertThat(actions()).containsExactly("work");
    }

    @Test
    void anEntryThatCannotBeWrittenUndoesWhatItTells() {
        database.writes()
                .submit(handle -> handle.execute(
                        "CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no room'); END"))
                .join();
        long before = settings();
        AuditScope scope = new AuditScope(trail.event("work"));

        assertThatThrownBy(() -> scope.during(() -> set("unseen", "1"))).isInstanceOf(CompletionException.class);

        assertThat(settings()).isEqualTo(before);
        assertThat(scope.isWritten()).isFalse();
    }

    @Test
    void aWriteThatFindsNothingToDoTakesNothingAlong() {
        AuditScope scope = new AuditScope(trail.event("work"));

        scope.during(() -> database.writes()
                .submit(handle -> handle.execute("DELETE FROM setting WHERE name = 'no such'"))
                .join());

        assertThat(scope.isWritten()).isFalse();
        assertThat(actions()).isEmpty();
    }

    @Test
    void whatTheWriteItselfNotesIsInTheEntry() {
        AuditScope scope = new AuditScope(trail.event("work"));

        scope.during(() -> database.writes()
                .submit(handle -> {
                    AuditScope.note("made", "it");
                    return handle.execute("INSERT INTO setting (name, value) VALUES ('x', 'y')");
                })
                .join());

        assertThat(entries().get(0).parameters()).isEqualTo(Map.of("made", "it"));
    }

    @Test
    void theProgramItselfCannotChangeOrRemoveAnEntry() {
        trail.append(trail.event("test")).join();

        for (String attempt : List.of("UPDATE audit SET hash = 'x'", "DELETE FROM audit")) {
            assertThatThrownBy(() -> database.writes()
                            .submit(handle -> handle.execute(attempt))
                            .join())
                    .hasMessageContaining("only added to");
        }
        assertThat(actions()).containsExactly("test");
    }

    @Test
    void theQueryFindsByEachPart() {
        AuditEvent lock = trail.event("device.lock").by("kari", "token");
        trail.append(lock).join();
        clock.advance(Duration.ofHours(1));
        trail.append(trail.event("device.unlock").by("ola", "token")).join();
        trail.append(trail.event("devices").by("ola", "token")).join();

        assertThat(find("ola", null, null)).containsExactly("devices", "device.unlock");
        assertThat(find(null, "device", null)).containsExactly("device.unlock", "device.lock");
        assertThat(find(null, "device.lock", null)).containsExactly("device.lock");
        assertThat(find(null, null, AdjustableClock.START.plusSeconds(1))).containsExactly("devices", "device.unlock");
    }

    private List<String> find(String actor, String action, Instant since) {
        return trail
                .find(new AuditQuery(
                        Optional.ofNullable(actor),
                        Optional.empty(),
                        Optional.ofNullable(action),
                        Optional.empty(),
                        Optional.ofNullable(since),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        10))
                .stream()
                .map(AuditEntry::action)
                .toList();
    }
}
