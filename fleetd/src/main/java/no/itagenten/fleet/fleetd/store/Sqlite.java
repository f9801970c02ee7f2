package no.itagenten.fleet.fleetd.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Everything that is SQLite's own: connection settings, and what its errors mean to an operator. */
final class Sqlite {

    private static final int BUSY_MILLIS = 5_000;

    private Sqlite() {}

    /** One that writes: write-ahead log, and a commit is on the disk before it returns. */
    static SQLiteDataSource writing(Path file) {
        SQLiteConfig config = config();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        return source(file, config);
    }

    /** One that reads; the pool tells each connection to refuse anything else. */
    static SQLiteDataSource reading(Path file) {
        return source(file, config());
    }

    /** A way to the database whose errors do not repeat what was to be written: they end up in the log. */
    static Jdbi jdbi(DataSource source) {
        Jdbi jdbi = Jdbi.create(source);
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(StatementExceptions.MessageRendering.NONE);
        return jdbi;
    }

    private static SQLiteConfig config() {
        SQLiteConfig config = new SQLiteConfig();
        config.enforceForeignKeys(true);
        config.setBusyTimeout(BUSY_MILLIS);
        config.setJournalSizeLimit(64 * 1024 * 1024);
        return config;
    }

    private static SQLiteDataSource source(Path file, SQLiteConfig config) {
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    /** How many rows this connection has changed since it was opened. */
    static long changes(Handle handle) {
        return handle.createQuery("SELECT total_changes()").mapTo(Long.class).one();
    }

    /** Why a statement failed, in words. */
    static String reason(Throwable failure) {
        return sqlCause(failure)
                .map(sql -> REASONS.getOrDefault(primaryCode(sql), String.valueOf(sql.getMessage())))
                .orElseGet(() -> String.valueOf(failure.getMessage()));
    }

    /** Whether a statement failed by no fault of its own: the next would, too, until somebody mends the disk. */
    static boolean isOfTheDisk(Throwable failure) {
        return sqlCause(failure)
                .map(sql -> REASONS.containsKey(primaryCode(sql)))
                .orElse(false);
    }

    private static Optional<SQLException> sqlCause(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return Optional.of(sql);
            }
        }
        return Optional.empty();
    }

    private static int primaryCode(SQLException sql) {
        return sql.getErrorCode() & 0xff;
    }

    /** By SQLite's primary result codes (sqlite.org/rescode.html). */
    private static final Map<Integer, String> REASONS = Map.of(
            5, "another program keeps the database locked",
            8, "the file or its folder is not writable",
            10, "the disk answers with input/output errors",
            11, "the database file is damaged; restore a backup",
            13, "the disk is full; free some space",
            14, "the file cannot be opened; check that the folder exists and is writable",
            26, "the file is not a database of this program, or is damaged; restore a backup");
}
