package no.itagenten.fleet.fleetd.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import no.itagenten.fleet.fleetd.secret.Secrets;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.jdbi.v3.core.Jdbi;

/**
 * The embedded database: one writer, a few readers, the schema brought up to date. Safe for any thread; a {@code Handle} never
 * leaves the thread that opened it.
 */
public final class Database implements AutoCloseable {

    private static final String FILE = "fleet.db";
    private static final int READERS = 4;

    private final FileChannel lockFile;
    private final HikariDataSource readers;
    private final Jdbi reading;
    private final WriteQueue writes;
    private final Maintenance maintenance;

    private Database(FileChannel lockFile, Path file, HikariDataSource readers, Jdbi writing) {
        this.lockFile = lockFile;
        this.readers = readers;
        this.reading = Sqlite.jdbi(readers);
        this.writes = new WriteQueue(writing, AuditCompanion::ofThisThread);
        this.maintenance = new Maintenance(this, file);
    }

    /**
     * Opens the database in a folder, and makes both if need be.
     *
     * @throws StoreException if the folder is not writable or in use, or the database is damaged or of a newer version
     */
    public static Database open(Path folder) {
        FileChannel lock = lock(folder);
        try {
            NativeLibrary.unpackInto(folder.resolve("native"));
            DatabaseCopy.removeLeft(folder);
            Path file = privateFile(folder.resolve(FILE));
            DataSource source = Sqlite.writing(file);
            Jdbi writing = Sqlite.jdbi(source);
            requireSound(writing);
            migrate(source);
            return new Database(lock, file, readers(file), writing);
        } catch (RuntimeException e) {
            closeQuietly(lock);
            throw e instanceof StoreException known
                    ? known
                    : new StoreException("the database in " + folder + " cannot be opened: " + Sqlite.reason(e), e);
        }
    }

    /** Connections that only read, from a small pool; each answer is of one moment. */
    public Jdbi reading() {
        return reading;
    }

    /** The one way to change anything. */
    public WriteQueue writes() {
        return writes;
    }

    /** Backup and check while this runs. */
    public Maintenance maintenance() {
        return maintenance;
    }

    /** A lasting name of this server, made once. */
    public String serverId() {
        return writes.submit(handle -> {
                    handle.createUpdate(
                                    "INSERT INTO setting (name, value) VALUES ('server_id', :id) ON CONFLICT DO NOTHING")
                            .bind("id", Secrets.next("srv-", 20))
                            .execute();
                    return handle.createQuery("SELECT value FROM setting WHERE name = 'server_id'")
                            .mapTo(String.class)
                            .one();
                })
                .join();
    }

    /** Completes when a commit has gone through, and fails with the reason when none can. */
    public CompletableFuture<Void> probe(long now) {
        return writes.submit(handle -> {
            handle.createUpdate("INSERT INTO setting (name, value) VALUES ('probed_at', :now) "
                            + "ON CONFLICT (name) DO UPDATE SET value = excluded.value")
                    .bind("now", Long.toString(now))
                    .execute();
            return null;
        });
    }

    /** Commits what is queued and closes. */
    @Override
    public void close() {
        writes.close();
        readers.close();
        closeQuietly(lockFile);
    }

    private static FileChannel lock(Path folder) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new StoreException(folder + " is not a folder; name one for the data with --data");
        }
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            FileChannel channel = FileChannel.open(
                    folder.resolve("fleetd.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                closeQuietly(channel);
                throw new StoreException("the data folder " + folder + " is in use by another fleetd; stop it first, "
                        + "or name another folder with --data");
            }
            return channel;
        } catch (IOException e) {
            throw new StoreException(
                    "the data folder " + folder + " is not writable ("
                            + e.getClass()
                                    .getSimpleName()
                                    .replace("Exception", "")
                                    .toLowerCase(Locale.ROOT)
                            + "); give this user access, or name another folder with --data",
                    e);
        }
    }

    /** Readable by this user alone; the files SQLite puts beside it are made alike. */
    private static Path privateFile(Path file) {
        try {
            if (!Files.exists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            return file;
        } catch (IOException e) {
            throw new StoreException("the file " + file + " cannot be made; check the folder's owner and the disk", e);
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static void requireSound(Jdbi jdbi) {
        String verdict = jdbi.withHandle(handle ->
                handle.createQuery("PRAGMA quick_check(1)").mapTo(String.class).one());
        if (!verdict.equals("ok")) {
            throw new StoreException(
                    "the database is damaged (" + verdict.lines().findFirst().orElse("") + "); restore a backup");
        }
    }

    private static void migrate(DataSource source) {
        Flyway flyway = Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration/sqlite")
                .ignoreMigrationPatterns("*:future")
                .load();
        try {
            MigrationInfo current = flyway.info().current();
            if (current != null && !current.getState().isResolved()) {
                throw new StoreException("the database was written by a newer fleetd (schema " + current.getVersion()
                        + "); install that version again, or restore a backup of before the upgrade");
            }
            flyway.migrate();
        } catch (FlywayException e) {
            throw new StoreException(
                    "the database schema cannot be brought up to date: "
                            + e.getMessage().lines().findFirst().orElse("").strip(),
                    e);
        }
    }

    private static HikariDataSource readers(Path file) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("store-readers");
        config.setDataSource(Sqlite.reading(file));
        config.setConnectionInitSql("PRAGMA query_only = ON");
        config.setMaximumPoolSize(READERS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(10_000);
        return new HikariDataSource(config);
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // the operating system frees the lock when the process ends
        }
    }
}
