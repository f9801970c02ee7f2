package no.itagenten.fleet.fleetd.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import no.itagenten.fleet.protocol.Protocol;
import no.itagenten.fleet.protocol.rest.ServerCheck;

/** Backup and check of the running database. Both read all of it, so there is one at a time. Safe for any thread. */
public final class Maintenance {

    /** What must stay free beside a copy, for the log of what is written meanwhile. */
    private static final long RESERVE_BYTES = 64L * 1024 * 1024;

    private final Database database;
    private final Path file;
    private final AtomicBoolean busy = new AtomicBoolean();

    Maintenance(Database database, Path file) {
        this.database = database;
        this.file = file;
    }

    /**
     * Makes a copy; blocks for as long as reading and writing the whole database takes. Until it is closed there is no other.
     *
     * @throws MaintenanceBusyException if a backup or a check is under way
     * @throws StoreException if there is no room for it, or the copy is not sound
     */
    public Backup backup(Instant now) {
        begin();
        try {
            long wanted = Files.size(file) + sizeOfLog() + RESERVE_BYTES;
            long free = free();
            if (free < wanted) {
                throw new StoreException("a backup needs " + wanted + " bytes on the disk of " + file.getParent()
                        + " for a while, and " + free + " are free; free some space");
            }
            String version = database.reading().withHandle(Soundness::schemaVersion);
            Path copy = DatabaseCopy.make(file, file.getParent(), version, now.toEpochMilli());
            try {
                return Backup.of(copy, version, () -> busy.set(false));
            } finally {
                Files.deleteIfExists(copy);
            }
        } catch (IOException e) {
            busy.set(false);
            throw new StoreException("the copy cannot be made: " + e, e);
        } catch (RuntimeException e) {
            busy.set(false);
            throw e instanceof StoreException
                    ? e
                    : new StoreException("the copy cannot be made: " + Sqlite.reason(e), e);
        }
    }

    /**
     * Looks at every page of the database; blocks for as long as that takes.
     *
     * @throws MaintenanceBusyException if a backup or a check is under way
     */
    public ServerCheck check(Instant now) {
        begin();
        try {
            List<String> problems = new ArrayList<>(soundness());
            String version = database.reading().withHandle(Soundness::schemaVersion);
            long size = Files.size(file);
            long free = free();
            if (free < size + RESERVE_BYTES) {
                problems.add("the disk of " + file.getParent() + " has " + free
                        + " bytes free, which is too little for a backup; free some space");
            }
            return new ServerCheck(
                    problems.isEmpty(), now, Protocol.softwareVersion(), version, size, free, List.copyOf(problems));
        } catch (IOException e) {
            throw new StoreException("the data folder " + file.getParent() + " cannot be looked at: " + e, e);
        } finally {
            busy.set(false);
        }
    }

    private List<String> soundness() {
        try {
            return database.reading().withHandle(Soundness::problems);
        } catch (RuntimeException e) { // so damaged that it cannot even be looked at
            return List.of("integrity: " + Sqlite.reason(e));
        }
    }

    private void begin() {
        if (!busy.compareAndSet(false, true)) {
            throw new MaintenanceBusyException("a backup or a check is under way; try again when it is done");
        }
    }

    private long sizeOfLog() throws IOException {
        Path log = file.resolveSibling(file.getFileName() + "-wal");
        return Files.exists(log) ? Files.size(log) : 0;
    }

    private long free() throws IOException {
        return Files.getFileStore(file).getUsableSpace();
    }
}
