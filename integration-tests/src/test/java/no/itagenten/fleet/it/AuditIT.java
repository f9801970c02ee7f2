package no.itagenten.fleet.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import no.itagenten.fleet.it.fixture.Device;
import no.itagenten.fleet.it.fixture.Fleetctl.Output;
import no.itagenten.fleet.it.fixture.Installation;
import no.itagenten.fleet.protocol.audit.AuditChain;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit log against somebody who can write the server's database, and the device's own record of who asked. */
class AuditIT {

    @TempDir
    private static Path folder;

    private static Installation installation;
    private static Device device;

    private record Row(long id, String entry, String hash) {}

    @BeforeAll
    static void start() throws Exception {
        installation = Installation.start();
        device = installation.device("it-audit").start();
        for (int i = 0; i < 8; i++) {
            run("device", "set", "it-audit", "--venue", "Hall " + i);
        }
    }

    @AfterAll
    static void stop() {
        installation.close();
    }

    private static Output run(String... arguments) throws IOException, InterruptedException {
        return installation.fleetctl().run(arguments);
    }

    /** What somebody does who may write the file: the program's own guards are the first to go. */
    private static Connection intruder() throws SQLException {
        Connection connection = DriverManager.getConnection(
                "jdbc:sqlite:" + installation.fleetd().data().resolve("fleet.db"));
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 5000");
            statement.execute("DROP TRIGGER IF EXISTS audit_is_not_changed");
            statement.execute("DROP TRIGGER IF EXISTS audit_is_not_removed");
        }
        return connection;
    }

    private static List<Row> rows(Connection connection) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT id, entry, hash FROM audit ORDER BY id")) {
            while (result.next()) {
                rows.add(new Row(result.getLong(1), result.getString(2), result.getString(3)));
            }
        }
        return rows;
    }

    private static void put(Connection connection, List<Row> rows) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement();
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO audit (id, entry, hash) VALUES (?, ?, ?)")) {
            statement.execute("DELETE FROM audit");
            for (Row row : rows) {
                insert.setLong(1, row.id());
                insert.setString(2, row.entry());
                insert.setString(3, row.hash());
                insert.execute();
            }
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    private static Row edited(Row row) {
        assertThat(row.entry()).contains("\"actor\":\"admin\"");
        return new Row(row.id(), row.entry().replace("\"actor\":\"admin\"", "\"actor\":\"mallory\""), row.hash());
    }

    private static List<Row> rehashed(List<Row> rows, int from) {
        List<Row> made = new ArrayList<>(rows);
        for (int i = from; i < made.size(); i++) {
            JsonObject entry = JsonParser.parseString(made.get(i).entry()).getAsJsonObject();
            entry.addProperty("previous", made.get(i - 1).hash());
            String canonical = AuditChain.canonical(entry);
            made.set(i, new Row(made.get(i).id(), canonical, AuditChain.sha256(canonical)));
        }
        return made;
    }

    private static void found(Connection intruder, List<Row> tampered, String sentence, String... options)
            throws Exception {
        put(intruder, tampered);
        String[] words =
                Stream.concat(Stream.of("audit", "verify"), Stream.of(options)).toArray(String[]::new);

        Output verdict = run(words);

        assertThat(verdict.exitCode()).as(verdict.out()).isEqualTo(1);
        assertThat(verdict.out()).contains(sentence);
    }

    @Test
    void whatIsDoneToTheFileIsFoundAndTheFirstBadEntryNamed() throws Exception {
        Path head =
                Files.writeString(folder.resolve("head"), run("audit", "head").out());
        try (Connection intruder = intruder()) {
            List<Row> sound = rows(intruder);
            int place = sound.size() - 5;
            long id = sound.get(place).id();
            Output before = run("audit", "verify", "--head", head.toString());
            assertThat(before.exitCode()).as(before.out() + before.err()).isZero();

            List<Row> edit = new ArrayList<>(sound);
            edit.set(place, edited(sound.get(place)));
            found(intruder, edit, "entry " + id + " was changed");

            List<Row> removal = new ArrayList<>(sound);
            removal.remove(place);
            found(intruder, removal, "entry " + id + " is missing");

            List<Row> exchange = new ArrayList<>(sound);
            exchange.set(
                    place,
                    new Row(
                            id,
                            sound.get(place + 1).entry(),
                            sound.get(place + 1).hash()));
            exchange.set(
                    place + 1,
                    new Row(id + 1, sound.get(place).entry(), sound.get(place).hash()));
            found(intruder, exchange, "entry " + id);

            List<Row> cut = sound.subList(0, place);
            found(intruder, cut, "its end was cut off", "--head", head.toString());

            List<Row> anew = rehashed(edit, place);
            put(intruder, anew);
            assertThat(run("audit", "verify").exitCode())
                    .as("nothing shows without a head")
                    .isZero();
            found(intruder, anew, "is not the one of the given head", "--head", head.toString());

            put(intruder, sound);
            assertThat(run("audit", "verify", "--head", head.toString()).exitCode())
                    .isZero();
        }
    }

    @Test
    void anExportIsVerifiedWithoutTheServer() throws Exception {
        Path export = Files.writeString(
                folder.resolve("export"), run("audit", "export").out());

        Output verdict = run("audit", "verify", "--file", export.toString());

        assertThat(verdict.exitCode()).as(verdict.out() + verdict.err()).isZero();
        assertThat(verdict.out()).contains("is whole");
    }

    @Test
    void aBackupHasTheWholeLog() throws Exception {
        Path copy = folder.resolve("backup.db");
        assertThat(run("server", "backup", copy.toString()).exitCode()).isZero();

        try (Connection backup = DriverManager.getConnection("jdbc:sqlite:" + copy)) {
            assertThat(rows(backup))
                    .last()
                    .satisfies(row -> assertThat(row.entry()).contains("\"action\":\"server.backup\""));
        }
    }

    @Test
    void theNameOfWhoAskedStandsInTheDevicesOwnJournal() throws Exception {
        Output output = run("restart", "it-audit");
        assertThat(output.exitCode()).as(output.err()).isZero();

        assertThat(device.agent().process().output()).containsPattern("begins: restart, asked for by admin");
        try (Stream<Path> entries = Files.list(device.agent().stateFolder().resolve("journal"))) {
            assertThat(entries).anySatisfy(entry -> assertThat(entry).content().contains("requested_by"));
        }
    }

    @Test
    void whoDidWhatIsShown() throws Exception {
        Output output = run("audit", "--device", "it-audit", "--action", "device.edit", "-n", "3");

        assertThat(output.exitCode()).as(output.err()).isZero();
        assertThat(output.out().lines()).hasSize(4);
        assertThat(output.out()).contains("admin", "127.0.0.1", "venue=Hall 7", "✔ ok");
    }
}
