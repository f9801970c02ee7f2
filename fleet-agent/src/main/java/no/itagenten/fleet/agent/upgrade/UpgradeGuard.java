package no.itagenten.fleet.agent.upgrade;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import no.itagenten.fleet.agent.upgrade.UpgradeReport.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches an upgrade on trial: the new agent has to be taken in by the server within a time and within a few starts, and to stay
 * up for a minute then, or the previous one comes back. Only a run that began after the switch is believed. It runs from the previous release, so that nothing in the new one can keep it from doing so, and it
 * needs no clock that is right.
 */
final class UpgradeGuard {

    private static final Logger LOG = LoggerFactory.getLogger(UpgradeGuard.class);

    /** Of the new agent. */
    private static final int STARTS = 3;

    /** The new agent has run that long when it is believed. */
    private static final Duration STEADY = Duration.ofMinutes(1);

    /** The agent before it may end by itself within this time. */
    private static final Duration GRACE = Duration.ofSeconds(15);

    /** A device that goes down that often meanwhile is no better off with the new agent. */
    private static final int GUARDS = 3;

    private static final long LOOK_AGAIN_MILLIS = 2000;

    private final UpgradeNotes notes;
    private final AgentUnit agent;
    private final Duration within;
    private final LongSupplier nanoTime;
    private final Pause pause;

    /** How it passes the time between two looks. */
    interface Pause {
        void take(long millis) throws InterruptedException;
    }

    UpgradeGuard(UpgradeNotes notes, AgentUnit agent, Duration within, LongSupplier nanoTime, Pause pause) {
        this.notes = notes;
        this.agent = agent;
        this.within = within;
        this.nanoTime = nanoTime;
        this.pause = pause;
    }

    /**
     * Returns when the trial is over, with what was reported; empty if there is none, or somebody has ended it meanwhile: whoever
     * installs programs by hand has the last word.
     *
     * @throws IOException if the notes cannot be read or written; another guard may have more luck
     */
    Optional<UpgradeReport> watch() throws IOException, InterruptedException {
        Optional<PendingUpgrade> found = begin();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        PendingUpgrade trial = found.get();
        if (!isInPlace(trial)) {
            // Cut short before the switch, or in the middle of going back.
            return goBack(trial, "the upgrade was cut short");
        }
        if (trial.guards() > GUARDS) {
            return goBack(trial, "the device went down " + GUARDS + " times meanwhile");
        }
        Optional<String> failure = await(trial);
        return failure.isPresent() ? goBack(trial, failure.get()) : confirm(trial);
    }

    /** While the step that made the note is at work, this waits. */
    private Optional<PendingUpgrade> begin() throws IOException, InterruptedException {
        FileChannel alone = notes.lock();
        try {
            Optional<PendingUpgrade> trial = notes.pending().map(PendingUpgrade::guardedOnceMore);
            if (trial.isPresent()) {
                count(trial.get());
            }
            return trial;
        } finally {
            alone.close();
        }
    }

    /** A disk that is full must not leave the trial unguarded. */
    private void count(PendingUpgrade trial) {
        try {
            notes.write(trial);
        } catch (IOException e) {
            LOG.warn("How often the device went down cannot be counted: {}", e.getMessage());
        }
    }

    private boolean isInPlace(PendingUpgrade trial) {
        try {
            return notes.current().equals(Path.of(trial.release()));
        } catch (IOException e) {
            LOG.warn("The link to the programs leads nowhere: {}", e.getMessage());
            return false;
        }
    }

    /** Returns why the new agent is of no use; empty when it is. */
    private Optional<String> await(PendingUpgrade trial) throws IOException, InterruptedException {
        long begun = nanoTime.getAsLong();
        Map<String, Long> runs = new HashMap<>(); // of the new agent, with the time when each was first seen
        while (isOn(trial)) {
            long now = nanoTime.getAsLong();
            Optional<String> run = agent.run();
            if (run.isPresent() && run.get().equals(trial.run())) {
                if (now - begun >= GRACE.toNanos()) {
                    replaceRunning();
                }
            } else if (run.isPresent()) {
                long since = runs.computeIfAbsent(run.get(), name -> now);
                if (now - since >= STEADY.toNanos() && isConfirmed(trial, run.get())) {
                    return Optional.empty();
                }
            }
            if (runs.size() > STARTS) {
                return Optional.of("it was started " + STARTS + " times and the server has not taken it in");
            }
            if (now - begun >= within.toNanos()) {
                return Optional.of("the server has not taken it in within " + within.toSeconds() + " s");
            }
            pause.take(LOOK_AGAIN_MILLIS);
        }
        return Optional.empty();
    }

    /** The agent before the new one does not end by itself. It must not stay, and is not believed. */
    private void replaceRunning() throws InterruptedException {
        try {
            agent.restart();
        } catch (IOException e) {
            LOG.warn("The agent that runs cannot be replaced by the new one: {}", e.getMessage());
        }
    }

    private static boolean isConfirmed(PendingUpgrade trial, String run) {
        return Files.exists(UpgradeSpool.confirmation(Path.of(trial.confirmation()), run), LinkOption.NOFOLLOW_LINKS);
    }

    private boolean isOn(PendingUpgrade trial) throws IOException {
        return notes.pending()
                .filter(pending -> pending.mark().equals(trial.mark()))
                .isPresent();
    }

    private Optional<UpgradeReport> confirm(PendingUpgrade trial) throws IOException, InterruptedException {
        FileChannel alone = notes.lock();
        try {
            if (!isOn(trial)) {
                return Optional.empty();
            }
            UpgradeReport report =
                    report(trial, State.CONFIRMED, "fleet-agent " + trial.version() + " replaced " + trial.before());
            tell(report);
            notes.dropPending();
            return Optional.of(report);
        } finally {
            alone.close();
        }
    }

    /** Each step may be the last: the next guard begins anew, and nothing is harmed by what is done twice. The note goes last. */
    private Optional<UpgradeReport> goBack(PendingUpgrade trial, String reason)
            throws IOException, InterruptedException {
        FileChannel alone = notes.lock();
        try {
            if (!isOn(trial)) {
                return Optional.empty();
            }
            if (!Files.isDirectory(Path.of(trial.previous()))) {
                throw new IOException(trial.previous() + ", which was to come back, is gone, because " + reason
                        + ": run install.sh agent on the device");
            }
            notes.switchTo(Path.of(trial.previous()));
            UpgradeReport report = toldBefore(trial)
                    .orElseGet(() -> report(
                            trial,
                            State.ROLLED_BACK,
                            "fleet-agent " + trial.before() + " is back in place of " + trial.version() + ": "
                                    + reason));
            tell(report);
            agent.restart();
            notes.dropPending();
            return Optional.of(report);
        } finally {
            alone.close();
        }
    }

    /** What a guard that was cut short on the way back has said: it knew why. */
    private Optional<UpgradeReport> toldBefore(PendingUpgrade trial) {
        try {
            return notes.report()
                    .filter(report -> report.state() == State.ROLLED_BACK
                            && report.request().equals(trial.request())
                            && report.version().equals(trial.version()));
        } catch (IOException e) {
            LOG.warn("What was reported before cannot be read: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private static UpgradeReport report(PendingUpgrade trial, State state, String message) {
        return new UpgradeReport(trial.request(), trial.version(), state, message);
    }

    /** The programs are what matters: a disk that is full keeps nobody from going back. */
    private void tell(UpgradeReport report) {
        try {
            notes.write(report);
        } catch (IOException e) {
            LOG.warn("It cannot be reported that {}: {}", report.message(), e.getMessage());
        }
    }
}
