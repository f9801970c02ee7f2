package no.itagenten.fleet.fleetd.store;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What SQLite itself finds wrong with a database file. Reads all of it, so it takes as long as the disk does. */
final class Soundness {

    private static final int MOST_PROBLEMS = 10;

    private Soundness() {}

    /** A sentence for each problem, at most ten of either kind; none if all is well. */
    static List<String> problems(Handle handle) {
        List<String> problems = new ArrayList<>();
        handle.createQuery("PRAGMA integrity_check(" + MOST_PROBLEMS + ")").mapTo(String.class).stream()
                .filter(line -> !line.equals("ok"))
                .limit(MOST_PROBLEMS)
                .forEach(line -> problems.add("integrity: " + line));
        handle
                .createQuery("PRAGMA foreign_key_check")
                .map((row, context) -> row.getString(1) + " " + row.getLong(2) + " belongs to no " + row.getString(3))
                .stream()
                .limit(MOST_PROBLEMS)
                .forEach(line -> problems.add("foreign key: " + line));
        return problems;
    }

    /** The version of the last migration. */
    static String schemaVersion(Handle handle) {
        return handle.createQuery("SELECT version FROM flyway_schema_history WHERE success = 1 AND version IS NOT NULL "
                        + "ORDER BY installed_rank DESC LIMIT 1")
                .mapTo(String.class)
                .one();
    }
}
