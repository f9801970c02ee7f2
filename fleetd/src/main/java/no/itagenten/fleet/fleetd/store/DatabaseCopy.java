package no.itagenten.fleet.fleetd.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * A file with what the database holds at one moment, and with nobody's secrets: access tokens, sessions and passwords are left out, and
 * enrolment tokens are revoked, since one that is used up by now would be good again on the restored server.
 */
final class DatabaseCopy {

    private static final String PREFIX = "backup-";

    private DatabaseCopy() {}

    /** Removes what a server that was killed has left. Only whoever holds the data folder's lock may call it. */
    static void removeLeft(Path folder) {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, PREFIX + "*.tmp*")) {
            for (Path file : left) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new StoreException("what an earlier backup left in " + folder + " cannot be removed", e);
        }
    }

    /**
     * Makes and checks one. Writers go on meanwhile: it reads one moment of the write-ahead log.
     *
     * @return the file; whoever asked removes it
     */
    static Path make(Path database, Path folder, String schemaVersion, long now) throws IOException {
        Path copy = Files.createTempFile(
                folder,
                PREFIX,
                ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Sqlite.jdbi(Sqlite.reading(database)).useHandle(handle -> handle.execute("VACUUM INTO ?", copy.toString()));
            Sqlite.jdbi(unjournalled(copy)).useHandle(handle -> {
                leaveOutSecrets(handle, now);
                requireSound(handle, schemaVersion);
            });
            return copy;
        } catch (RuntimeException e) {
            Files.deleteIfExists(copy);
            throw e;
        }
    }

    private static void leaveOutSecrets(Handle handle, long now) {
        handle.execute("DELETE FROM access_token");
        handle.execute("DELETE FROM web_session");
        handle.execute("DELETE FROM login");
        handle.execute("UPDATE person SET password = 'left out of the backup'");
        handle.execute(
                "UPDATE enrollment_token SET hash = 'left out of the backup: ' || id, revoked_at = coalesce(revoked_at, ?)",
                now);
    }

    private static void requireSound(Handle handle, String schemaVersion) {
        List<String> problems = Soundness.problems(handle);
        if (!problems.isEmpty()) {
            throw new StoreException("the copy is not sound (" + problems.get(0)
                    + "), so there is no backup; look at the database with: fleetctl server check");
        }
        String found = Soundness.schemaVersion(handle);
        if (!found.equals(schemaVersion)) {
            throw new StoreException("the copy has schema " + found + " instead of " + schemaVersion);
        }
    }

    /** A crash loses the copy in any case, so nothing is written twice. What is deleted is overwritten. */
    private static SQLiteDataSource unjournalled(Path copy) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.MEMORY);
        config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
        config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "ON");
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + copy);
        return source;
    }
}
