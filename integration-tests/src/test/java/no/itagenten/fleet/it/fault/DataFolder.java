package no.itagenten.fleet.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** fleetd's data after it was killed: looked at in a copy, so that nothing is put right before fleetd itself comes back. */
final class DataFolder {

    private static final String DATABASE = "fleet.db";

    private DataFolder() {}

    /** Fails if the database, with what is in its write-ahead log, is damaged. */
    static void requireSound(Path data) throws IOException, SQLException {
        Path copy = Files.createTempDirectory(data.getParent(), "copy");
        try (DirectoryStream<Path> files = Files.newDirectoryStream(data, DATABASE + "*")) {
            for (Path file : files) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + copy.resolve(DATABASE));
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA integrity_check")) {
            assertThat(result.next()).isTrue();
            assertThat(result.getString(1)).isEqualTo("ok");
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(copy)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(copy);
    }
}
