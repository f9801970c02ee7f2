package no.itagenten.fleet.agent.upgrade;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import no.itagenten.fleet.agent.upgrade.UpgradeReport.State;

/**
 * Watches an upgrade on trial: the new agent has to be taken in by the server within a time and within a few starts, or the
 * previous one comes back. It runs from the previous release, so that nothing in the new one can keep it from doing so, and it
 * needs no clock that is right.
 */
final class UpgradeGuard {

    /** The one that was running, and three of the new one. */
    private static final int RUNS = 4;

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

    UpgradeGuard(UpgradePlaces places, AgentUnit agent, Duration within, LongSupplier nanoTime, Pause pause) {
        this.notes = new UpgradeNotes(places);
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
        if (!notes.current().equals(Path.of(trial.release()))) {
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
    private Optional<PendingUpgrade> begin() throws IOException {
        FileChannel alone = notes.lock();
        try {
            Optional<PendingUpgrade> trial = notes.pending().map(PendingUpgrade::guardedOnceMore);
            if (trial.isPresent()) {
                notes.write(trial.get());
            }
            return trial;
        } finally {
            alone.close();
        }
    }

    /** Returns why the new agent is of no use; empty when it is. */
    private Optional<String> await(PendingUpgrade trial) throws IOException, InterruptedException {
        long begun = nanoTime.getAsLong();
        Set<String> runs = new HashSet<>();
        while (true) {
            if (Files.exists(Path.of(trial.confirmation()), LinkOption.NOFOLLOW_LINKS) || !isOn(trial)) {
                return Optional.empty();
            }
            agent.run().ifPresent(runs::add);
            if (runs.size() > RUNS) {
                return Optional.of("it was started " + (RUNS - 1) + " times and the server has not taken it in");
            }
            if (nanoTime.getAsLong() - begun >= within.toNanos()) {
                return Optional.of("the server has not taken it in within " + within.toSeconds() + " s");
            }
            pause.take(LOOK_AGAIN_MILLIS);
        }
    }

    private boolean isOn(PendingUpgrade trial) throws IOException {
        return notes.pending()
                .filter(pending -> pending.mark().equals(trial.mark()))
                .isPresent();
    }

    private Optional<UpgradeReport> confirm(PendingUpgrade trial) throws IOException {
        FileChannel alone = notes.lock();
        try {
            return isOn(trial)
                    ? Optional.of(settle(
                            trial, State.CONFIRMED, "fleet-agent " + trial.version() + " replaced " + trial.before()))
                    : Optional.empty();
        } finally {
            alone.close();
        }
    }

    /** Each step may be the last: whatever comes after it is made up for by the next guard or by the agent itself. */
    private Optional<UpgradeReport> goBack(PendingUpgrade trial, String reason)
            throws IOException, InterruptedException {
        UpgradeReport report;
        FileChannel alone = notes.lock();
        try {
            if (!isOn(trial)) {
                return Optional.empty();
            }
            notes.switchTo(Path.of(trial.previous()));
            report = settle(
                    trial,
                    State.ROLLED_BACK,
                    "fleet-agent " + trial.before() + " is back in place of " + trial.version() + ": " + reason);
        } finally {
            alone.close();
        }
        agent.restart();
        return Optional.of(report);
    }

    private UpgradeReport settle(PendingUpgrade trial, State state, String message) throws IOException {
        UpgradeReport report = new UpgradeReport(trial.request(), trial.version(), state, message);
        notes.write(report);
        notes.dropPending();
        return report;
    }
}
