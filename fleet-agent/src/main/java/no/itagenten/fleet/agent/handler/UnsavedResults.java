package no.itagenten.fleet.agent.handler;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import no.itagenten.fleet.agent.journal.Journal;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.CommandResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts results into the journal, and keeps those that it cannot take, on a full disk for instance, until it can. Never more than
 * there are entries of unfinished commands. Safe for several threads.
 */
final class UnsavedResults {

    private static final Logger LOG = LoggerFactory.getLogger(UnsavedResults.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final Journal journal;
    private final Map<CommandId, CommandResult> results = new ConcurrentHashMap<>();

    UnsavedResults(Journal journal) {
        this.journal = journal;
    }

    /** Returns whether the journal has it; if not, it is kept here. */
    boolean save(CommandResult result) {
        CommandId id = result.commandId();
        try {
            journal.finish(result);
        } catch (NoSuchFileException e) {
            LOG.error("The journal has lost command {}, so its result is not kept: {}", id, e.getMessage());
        } catch (IOException e) {
            if (results.put(id, result) == null) {
                LOG.error(
                        "The journal cannot take the result of command {}; no other is begun until it can. Make room on the disk: {}",
                        id,
                        e.getMessage());
            }
            return false;
        }
        if (results.remove(id) != null) {
            LOG.info("The journal has the result of command {} now", id);
        }
        return true;
    }

    /** How it ended, if the journal does not know that yet. */
    Optional<CommandResult> find(CommandId id) {
        return Optional.ofNullable(results.get(id));
    }

    /** Tries again and again; returns when nothing is kept here any more. */
    void awaitSaved() throws InterruptedException {
        while (!results.values().stream().allMatch(this::save)) {
            TimeUnit.MILLISECONDS.sleep(RETRY_AFTER.toMillis());
        }
    }
}
