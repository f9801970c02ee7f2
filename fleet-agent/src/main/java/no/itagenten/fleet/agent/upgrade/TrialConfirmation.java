package no.itagenten.fleet.agent.upgrade;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.Executor;
import no.itagenten.fleet.agent.file.AtomicFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an agent on trial has to show: that the server has taken it in, and that the connection stood for a while. An agent that
 * gets a welcome and then falls over shows nothing. Safe for any thread.
 */
final class TrialConfirmation {

    private static final Logger LOG = LoggerFactory.getLogger(TrialConfirmation.class);

    private final UpgradeNotes notes;
    private final UpgradeSpool spool;
    private final String running;
    private final Optional<String> run;
    private final Executor afterAWhile;
    private long connection;

    /**
     * @param running the version of this very agent
     * @param run what systemd calls this run of it
     * @param afterAWhile runs what it is given when the connection has stood for long enough
     */
    TrialConfirmation(
            UpgradeNotes notes, UpgradeSpool spool, String running, Optional<String> run, Executor afterAWhile) {
        this.notes = notes;
        this.spool = spool;
        this.running = running;
        this.run = run;
        this.afterAWhile = afterAWhile;
    }

    synchronized void connected() {
        long mine = ++connection;
        if (trial().isPresent()) {
            LOG.info("This agent, {}, is on trial; the server took it in", running);
            afterAWhile.execute(() -> stood(mine));
        }
    }

    synchronized void disconnected() {
        connection++;
    }

    private synchronized void stood(long since) {
        Optional<PendingUpgrade> trial = trial();
        if (since != connection || trial.isEmpty() || run.isEmpty()) {
            return;
        }
        try {
            AtomicFile.createFolder(spool.folder());
            Files.createFile(
                    UpgradeSpool.confirmation(spool.confirmation(trial.get().mark()), run.get()));
            LOG.info("This agent, {}, is on trial and says that the server took it in", running);
        } catch (FileAlreadyExistsException e) {
            LOG.debug("It was said before that the server took this agent in");
        } catch (IOException | IllegalArgumentException e) {
            LOG.error(
                    "That the server took this agent in cannot be noted, so that it will be taken back: {}",
                    e.getMessage());
        }
    }

    private Optional<PendingUpgrade> trial() {
        try {
            return notes.pending().filter(pending -> pending.version().equals(running));
        } catch (IOException e) {
            LOG.error("Whether this agent is on trial cannot be read: {}", e.getMessage());
            return Optional.empty();
        }
    }
}
