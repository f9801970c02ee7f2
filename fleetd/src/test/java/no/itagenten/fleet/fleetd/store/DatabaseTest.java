package no.itagenten.fleet.fleetd.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {

    @TempDir
    Path folder;

    private void filled() {
        try (Database database = Database.open(folder)) {
            database.writes()
                    .submit(handle -> {
                        for (int i = 0; i < 2_000; i++) {
                            handle.execute(
                                    "INSERT INTO setting (name, value) VALUES (?, ?)", "key" + i, "x".repeat(200));
                        }
                        return null;
                    })
                    .join();
        }
    }

    @Test
    void aNewFolderIsMadeForItsOwnerAlone() throws IOException {
        Path fresh = folder.resolve("a/b");

        Database.open(fresh).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fresh)))
                .isEqualTo("rwx------");
        assertThat(fresh.resolve("fleet.db")).exists();
    }

    @Test
    void theServersIdLasts() {
        String first;
        try (Database database = Database.open(folder)) {
            first = database.serverId();
            assertThat(database.serverId()).isEqualTo(first);
        }

        try (Database database = Database.open(folder)) {
            assertThat(database.serverId()).isEqualTo(first).startsWith("srv-");
        }
    }

    @Test
    void aCommitIsOnDiskBeforeItReturns() {
        try (Database database = Database.open(folder)) {
            String journal = database.writes()
                    .submit(handle -> handle.createQuery("PRAGMA journal_mode")
                            .mapTo(String.class)
                            .one())
                    .join();
            int synchronous = database.writes()
                    .submit(handle -> handle.createQuery("PRAGMA synchronous")
                            .mapTo(Integer.class)
                            .one())
                    .join();

            assertThat(journal).isEqualTo("wal");
            assertThat(synchronous).as("FULL").isEqualTo(2);
        }
    }

    @Test
    void readersCannotWrite() {
        try (Database database = Database.open(folder)) {
            assertThatThrownBy(() -> database.reading()
                            .useHandle(handle -> handle.execute("INSERT INTO setting (name, value) VALUES ('a', 'b')")))
                    .hasMessageContaining("readonly");
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsRefused() throws IOException {
        Files.writeString(folder.resolve("fleet.db"), "This is not a database. ".repeat(1_000));

        assertThatThrownBy(() -> Database.open(folder))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("restore a backup");
    }

    @Test
    void aDamagedPageIsNoticedAtTheStart() throws IOException {
        filled();
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("fleet.db").toFile(), "rw")) {
            for (long page = 20; page < file.length() / 4096; page += 7) {
                file.seek(page * 4096);
                file.write("damaged".repeat(580).getBytes(StandardCharsets.US_ASCII));
            }
        }

        assertThatThrownBy(() -> Database.open(folder))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("damaged")
                .hasMessageContaining("restore a backup");
    }

    @Test
    void aNewerSchemaIsRefusedAndLeftAsItIs() {
        Database.open(folder).close();
        Jdbi jdbi = Jdbi.create(Sqlite.writing(folder.resolve("fleet.db")));
        jdbi.useHandle(handle -> handle.execute(
                "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum, "
                        + "installed_by, installed_on, execution_time, success) "
                        + "VALUES (99, '99', 'future', 'SQL', 'V99__future.sql', 1, '', '2030-01-01 00:00:00', 1, 1)"));

        assertThatThrownBy(() -> Database.open(folder))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("newer fleetd")
                .hasMessageContaining("99");
    }

    @Test
    void afterARefusalTheFolderIsFreeAgain() throws IOException {
        Files.writeString(folder.resolve("fleet.db"), "This is not a database. ".repeat(1_000));
        assertThatThrownBy(() -> Database.open(folder)).isInstanceOf(StoreException.class);
        Files.delete(folder.resolve("fleet.db"));

        Database.open(folder).close();

        assertThat(folder.resolve("fleet.db")).exists();
    }

    @Test
    void aFolderInUseIsRefused() {
        try (Database database = Database.open(folder)) {
            assertThatThrownBy(() -> Database.open(folder))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("in use by another fleetd");
            assertThat(database.serverId()).isNotEmpty();
        }
        Database.open(folder).close();
    }

    @Test
    void aFileInPlaceOfTheFolderIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");

        assertThatThrownBy(() -> Database.open(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("--data")
                .hasMessageNotContaining("exception")
                .hasMessageContaining("not a folder");
    }
}
