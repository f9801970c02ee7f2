package no.itagenten.fleet.agent.upgrade;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import no.itagenten.fleet.agent.file.AtomicFile;
import no.itagenten.fleet.agent.process.Cancellation;
import no.itagenten.fleet.agent.process.ProcessRunner;
import no.itagenten.fleet.agent.service.ServiceException;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.Protocol;
import no.itagenten.fleet.protocol.release.ReleaseVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agent's own part of its upgrade: fetches a release, asks root to put it in place, and, when it is the new one, says that the
 * server has taken it in. {@link #welcomed} is for any thread, the rest for one at a time.
 */
public final class SelfUpgrade {

    private static final Logger LOG = LoggerFactory.getLogger(SelfUpgrade.class);
    private static final Duration APPLY_WITHIN = Duration.ofMinutes(11);

    private final UpgradePlaces places;
    private final UpgradeNotes notes;
    private final UpgradeSpool spool;
    private final String running;
    private final UpgradeUnit unit;
    private final ReleaseDownload download;
    private final Runnable restart;

    SelfUpgrade(
            UpgradePlaces places,
            Path stateDir,
            String running,
            UpgradeUnit unit,
            ReleaseDownload download,
            Runnable restart) {
        this.places = places;
        this.notes = new UpgradeNotes(places);
        this.spool = new UpgradeSpool(stateDir);
        this.running = running;
        this.unit = unit;
        this.download = download;
        this.restart = restart;
    }

    /**
     * Of this agent, on this machine.
     *
     * @param restart ends this agent, and returns at once; systemd starts the one that is in place then
     */
    public static SelfUpgrade onSystemd(
            Path stateDir, ProcessRunner processes, ReleaseDownload download, Runnable restart) {
        Path root = Path.of("/");
        return new SelfUpgrade(
                UpgradePlaces.standard(root),
                stateDir,
                Protocol.softwareVersion(),
                new SystemdUpgradeUnit(root, processes),
                download,
                restart);
    }

    /** The version of this very agent. */
    public String running() {
        return running;
    }

    /** Why this agent cannot be upgraded by the fleet, with what to do about it; empty if it can. */
    public Optional<String> obstacle() {
        try {
            ReleaseKeys.requireUsable(places.keys());
        } catch (RefusedReleaseException e) {
            return Optional.of(e.getMessage());
        }
        return unit.isInstalled()
                ? Optional.empty()
                : Optional.of("the unit that puts a new agent in place is not installed on this device: run "
                        + "'install.sh agent' on it again");
    }

    /**
     * Fetches the release, for that command. Returns early when canceled.
     *
     * @throws RefusedReleaseException if it is none that this device takes
     * @throws IOException if it cannot be had
     */
    public void fetch(CommandId command, ReleaseVersion version, Cancellation cancellation)
            throws IOException, RefusedReleaseException, InterruptedException {
        download.fetch(version, ReleaseKeys.load(places.keys()), spool, cancellation);
        Files.writeString(spool.request(), command + "\n", StandardCharsets.US_ASCII);
    }

    /** Has root put it in place. Returns an empty text, or what went wrong with the asking; {@link #report} says what came of it. */
    public String apply() throws InterruptedException {
        try {
            return unit.runOnce(APPLY_WITHIN);
        } catch (ServiceException e) {
            return e.getMessage();
        }
    }

    /** Whether root is at it. */
    public boolean isBeingApplied() throws InterruptedException {
        try {
            return unit.isActive();
        } catch (ServiceException e) {
            LOG.warn("Whether an upgrade is under way is unknown: {}", e.getMessage());
            return false;
        }
    }

    /** What root has to say of that command's upgrade; empty if it says nothing. */
    public Optional<UpgradeReport> report(CommandId command) {
        try {
            return notes.report().filter(report -> report.request().equals(command.value()));
        } catch (IOException e) {
            LOG.warn("What became of the upgrade cannot be read: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** Ends this agent, for the one that is in place; returns at once. */
    public void restart() {
        restart.run();
    }

    /** The server has taken this agent in: if it is on trial, that is what it had to show. */
    public void welcomed() {
        try {
            Optional<PendingUpgrade> trial =
                    notes.pending().filter(pending -> pending.version().equals(running));
            if (trial.isPresent()) {
                AtomicFile.createFolder(spool.folder());
                Files.createFile(spool.confirmation(trial.get().mark()));
                LOG.info("This agent, {}, is on trial and says that the server took it in", running);
            }
        } catch (FileAlreadyExistsException e) {
            LOG.debug("It was said before that the server took this agent in");
        } catch (IOException | IllegalArgumentException e) {
            LOG.error(
                    "That the server took this agent in cannot be noted, so that it will be taken back: {}",
                    e.getMessage());
        }
    }
}
