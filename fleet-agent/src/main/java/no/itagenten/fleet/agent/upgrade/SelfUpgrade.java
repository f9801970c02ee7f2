package no.itagenten.fleet.agent.upgrade;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
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
 * server has taken it in. {@link #connected} and {@link #disconnected} are for any thread, the rest for one at a time.
 */
public final class SelfUpgrade {

    private static final Logger LOG = LoggerFactory.getLogger(SelfUpgrade.class);
    private static final Duration APPLY_WITHIN = Duration.ofMinutes(11);

    /** For how long the connection of an agent on trial has to stand. */
    private static final Duration STANDS = Duration.ofMinutes(1);

    private final UpgradePlaces places;
    private final UpgradeNotes notes;
    private final UpgradeSpool spool;
    private final String running;
    private final TrialConfirmation confirmation;
    private final BooleanSupplier allowDowngrade;
    private final UpgradeUnit unit;
    private final ReleaseDownload download;
    private final Runnable restart;

    SelfUpgrade(
            UpgradePlaces places,
            UpgradeSpool spool,
            String running,
            TrialConfirmation confirmation,
            BooleanSupplier allowDowngrade,
            UpgradeUnit unit,
            ReleaseDownload download,
            Runnable restart) {
        this.places = places;
        this.notes = new UpgradeNotes(places);
        this.spool = spool;
        this.running = running;
        this.confirmation = confirmation;
        this.allowDowngrade = allowDowngrade;
        this.unit = unit;
        this.download = download;
        this.restart = restart;
    }

    /**
     * Of this agent, on this machine.
     *
     * @param run what systemd calls this run of the agent
     * @param allowDowngrade whether root has allowed a version that is not higher
     * @param restart ends this agent, and returns at once; systemd starts the one that is in place then
     */
    public static SelfUpgrade onSystemd(
            Path stateDir,
            Optional<String> run,
            BooleanSupplier allowDowngrade,
            ProcessRunner processes,
            ReleaseDownload download,
            Runnable restart) {
        Path root = Path.of("/");
        UpgradePlaces places = UpgradePlaces.standard(root);
        UpgradeSpool spool = new UpgradeSpool(stateDir);
        String running = Protocol.softwareVersion();
        return new SelfUpgrade(
                places,
                spool,
                running,
                new TrialConfirmation(
                        new UpgradeNotes(places),
                        spool,
                        running,
                        run,
                        CompletableFuture.delayedExecutor(STANDS.toSeconds(), TimeUnit.SECONDS)),
                allowDowngrade,
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
        if (Files.exists(places.server())) {
            return Optional.of("fleetd is installed on this device too: upgrade both with install.sh");
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
        VersionOrder.require(version, running, allowDowngrade.getAsBoolean());
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

    /** Whether root has begun to exchange the programs for that command, and nobody knows yet how that ends. */
    public boolean isOnTrial(CommandId command) {
        try {
            return notes.pending()
                    .filter(trial -> trial.request().equals(command.value()))
                    .isPresent();
        } catch (IOException e) {
            LOG.warn("Whether the upgrade is on trial cannot be read: {}", e.getMessage());
            return false;
        }
    }

    /** Ends this agent, for the one that is in place; returns at once. */
    public void restart() {
        restart.run();
    }

    /** The server has taken this agent in: if it is on trial, and this lasts, that is what it had to show. */
    public void connected() {
        confirmation.connected();
    }

    /** The connection is lost. */
    public void disconnected() {
        confirmation.disconnected();
    }
}
