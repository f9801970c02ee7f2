package no.itagenten.fleet.agent.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.CommandProgress;
import no.itagenten.fleet.protocol.CommandResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The commands this device has seen, on disk before anything is done about them, so that none is ever carried out twice and none
 * is forgotten. When a method that changes something returns, the change is on disk; when it throws, nothing has changed. Safe
 * for several threads.
 */
public final class Journal {

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private final JournalFolder folder;
    private final Clock clock;
    private final Map<CommandId, Index> index = new TreeMap<>();
    private long lastOrder;

    /** What is kept in memory of each entry. */
    private record Index(CommandId id, long order, Stage stage, boolean acknowledged, Instant receivedAt) {
        static Index of(JournalEntry entry) {
            return new Index(entry.commandId(), entry.order(), entry.stage(), entry.acknowledged(), entry.receivedAt());
        }
    }

    private Journal(JournalFolder folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** @throws IOException if the folder cannot be used; a damaged entry is no reason, see {@link JournalFolder} */
    public static Journal open(Path path, Clock clock) throws IOException {
        Journal journal = new Journal(JournalFolder.open(path, clock), clock);
        journal.folder.forEach(entry -> journal.remember(Index.of(entry)));
        journal.prune();
        return journal;
    }

    /** Whether this command was seen before. */
    public synchronized boolean knows(CommandId id) {
        return index.containsKey(id);
    }

    /** How many commands are not at their end. */
    public synchronized int unfinished() {
        return (int) index.values().stream()
                .filter(entry -> entry.stage() != Stage.FINISHED)
                .count();
    }

    public synchronized Optional<JournalEntry> find(CommandId id) throws IOException {
        return index.containsKey(id) ? Optional.of(folder.read(id)) : Optional.empty();
    }

    /** Takes a command in. @throws IllegalStateException if it is known */
    public synchronized JournalEntry receive(CommandId id, Optional<String> command) throws IOException {
        if (index.containsKey(id)) {
            throw new IllegalStateException("command " + id + " is known");
        }
        prune();
        return store(JournalEntry.received(id, lastOrder + 1, command, clock.instant()));
    }

    /** Notes a step before it is taken, with what will tell afterwards whether it was. */
    public synchronized JournalEntry advance(CommandId id, CommandProgress progress, Map<String, String> evidence)
            throws IOException {
        return store(folder.read(id).running(progress, evidence));
    }

    /** Counts that a command is taken up again after a crash. */
    public synchronized JournalEntry resume(CommandId id) throws IOException {
        return store(folder.read(id).resumed());
    }

    public synchronized JournalEntry finish(CommandResult result) throws IOException {
        return store(folder.read(result.commandId()).finished(result));
    }

    /** The server has the result. Unknown and unfinished commands are passed over. */
    public synchronized void acknowledge(CommandId id) throws IOException {
        Index known = index.get(id);
        if (known != null && known.stage() == Stage.FINISHED && !known.acknowledged()) {
            store(folder.read(id).acknowledgedByServer());
        }
    }

    /** The ids of all that still concern the server or us: not finished, or with a result it has not stored; oldest first. */
    public synchronized List<CommandId> open() {
        return index.values().stream()
                .filter(entry -> entry.stage() != Stage.FINISHED || !entry.acknowledged())
                .sorted(Comparator.comparingLong(Index::order))
                .map(Index::id)
                .toList();
    }

    /** The commands that came last, newest first; at most that many. */
    public synchronized List<JournalEntry> latest(int most) throws IOException {
        List<JournalEntry> latest = new ArrayList<>();
        for (CommandId id : index.values().stream()
                .sorted(Comparator.comparingLong(Index::order).reversed())
                .limit(most)
                .map(Index::id)
                .toList()) {
            latest.add(folder.read(id));
        }
        return latest;
    }

    private JournalEntry store(JournalEntry entry) throws IOException {
        folder.write(entry);
        remember(Index.of(entry));
        return entry;
    }

    private void remember(Index entry) {
        index.put(entry.id(), entry);
        lastOrder = Math.max(lastOrder, entry.order());
    }

    private void prune() {
        List<Retention.Candidate> settled = new ArrayList<>();
        for (Index entry : index.values()) {
            if (entry.stage() == Stage.FINISHED && entry.acknowledged()) {
                settled.add(new Retention.Candidate(entry.id(), entry.order(), entry.receivedAt()));
            }
        }
        for (CommandId id : Retention.expired(settled, clock.instant())) {
            try {
                folder.delete(id);
                index.remove(id);
            } catch (IOException e) {
                LOG.warn("An old entry of the journal cannot be deleted: {}", e.getMessage());
                return;
            }
        }
    }
}
