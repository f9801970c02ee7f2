package no.itagenten.fleet.agent.upgrade;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import no.itagenten.fleet.agent.process.CommandLine;
import no.itagenten.fleet.agent.process.ProcessOutcome;
import no.itagenten.fleet.agent.process.ProcessRunner;
import no.itagenten.fleet.agent.upgrade.UpgradeReport.State;
import no.itagenten.fleet.protocol.release.AgentRelease;
import no.itagenten.fleet.protocol.release.ReleaseVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Root's part of an upgrade: takes what the agent has fetched, sees for itself that a pinned key has signed it, and puts it in the
 * agent's place, on trial. The agent and the server may claim what they like. Cut short at any moment, the programs are those of
 * the old release or of the new one.
 */
final class UpgradeStep {

    private static final Logger LOG = LoggerFactory.getLogger(UpgradeStep.class);
    private static final Duration START_WITHIN = Duration.ofSeconds(60);
    private static final Duration REHEARSE_WITHIN = Duration.ofMinutes(4);
    private static final Map<String, String> ENVIRONMENT =
            Map.of("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL", "C.UTF-8");

    private final UpgradePlaces places;
    private final UpgradeNotes notes;
    private final UpgradeSpool spool;
    private final IncomingRelease incoming;
    private final AgentUnit agent;
    private final String running;
    private final boolean allowDowngrade;
    private final ProcessRunner processes;

    /**
     * @param running the version that is installed, which is this program's own
     * @param allowDowngrade whether root has allowed a version that is not higher
     */
    UpgradeStep(
            UpgradePlaces places,
            UpgradeNotes notes,
            UpgradeSpool spool,
            AgentUnit agent,
            String running,
            boolean allowDowngrade,
            ProcessRunner processes) {
        this.places = places;
        this.notes = notes;
        this.spool = spool;
        this.incoming = new IncomingRelease(places.incoming(), spool, processes);
        this.agent = agent;
        this.running = running;
        this.allowDowngrade = allowDowngrade;
        this.processes = processes;
    }

    /**
     * Does it, and returns what it has reported.
     *
     * @throws IOException if the report cannot be written
     */
    UpgradeReport run() throws IOException, InterruptedException {
        Optional<Path> installed = installed(); // before it waits: this program's version is that one's
        FileChannel alone = notes.lock();
        try {
            UpgradeReport report = upgrade(installed);
            notes.write(report);
            if (report.state() == State.SWITCHED) {
                dropOld(); // nothing depends on it: a power cut here costs room, and no report
            }
            return report;
        } finally {
            try {
                incoming.end();
            } finally {
                alone.close();
            }
        }
    }

    private Optional<Path> installed() {
        try {
            return Optional.of(notes.current());
        } catch (IOException e) {
            return Optional.empty(); // the link leads nowhere, which the upgrade says for itself
        }
    }

    private UpgradeReport upgrade(Optional<Path> installed) throws InterruptedException {
        String request = "";
        try {
            incoming.begin();
            request = incoming.request();
            requireFree();
            requireInPlace(installed);
            AgentRelease release = ReleaseKeys.load(places.keys()).verify(incoming.signature());
            VersionOrder.require(release.version(), running, allowDowngrade);
            replace(request, release.version(), incoming.archive(release));
            return new UpgradeReport(
                    request,
                    release.version().toString(),
                    State.SWITCHED,
                    "fleet-agent " + release.version() + " is in place and on trial; " + running + " is kept");
        } catch (UnsettledSwitchException e) {
            return new UpgradeReport(
                    request,
                    e.version(),
                    State.SWITCHED,
                    "the guard settles a switch that was disturbed: " + e.getMessage());
        } catch (RefusedReleaseException | IOException e) {
            return new UpgradeReport(request, "", State.REFUSED, "nothing was changed: " + e.getMessage());
        }
    }

    /** Whether nobody else is about to replace the programs, and the new ones can be guarded. */
    private void requireFree() throws IOException, RefusedReleaseException, InterruptedException {
        requireNoInstaller();
        if (Files.exists(places.server())) {
            throw new RefusedReleaseException("fleetd is installed on this device too, and is of one release with its"
                    + " agent: upgrade both with install.sh");
        }
        if (notes.pending().isPresent()) {
            throw new RefusedReleaseException(
                    "another upgrade is on trial still; send this one again when it has ended");
        }
        if (!agent.isGuarded()) {
            throw new RefusedReleaseException(
                    "nobody would take a bad agent back: on the device, systemctl enable --now"
                            + " r58-fleet-agent-guard.path, or run install.sh agent again");
        }
    }

    private void requireNoInstaller() throws RefusedReleaseException {
        if (Files.exists(places.installing(), LinkOption.NOFOLLOW_LINKS)) {
            throw new RefusedReleaseException("install.sh is at work on this device. If it was killed: rm "
                    + places.installing() + ", or run it again");
        }
    }

    private void requireInPlace(Optional<Path> release) throws IOException, RefusedReleaseException {
        if (!Optional.of(notes.current()).equals(release)) {
            throw new RefusedReleaseException("somebody has replaced the programs meanwhile; send it again");
        }
    }

    private void replace(String request, ReleaseVersion version, Path archive)
            throws IOException, RefusedReleaseException, InterruptedException {
        Path current = notes.current();
        ReleaseFolder.keepOnly(places.releases(), current, notes.previous().orElse(current));
        Path staged = places.releases().toRealPath().resolve(version + "-" + UUID.randomUUID());
        try {
            stage(archive, current, staged, version);
            putInPlace(request, version, current, staged);
        } catch (UnsettledSwitchException e) {
            throw e; // the link may lead to it
        } catch (RefusedReleaseException | IOException | InterruptedException | RuntimeException e) {
            ReleaseFolder.delete(staged);
            throw e;
        }
    }

    private void dropOld() {
        try {
            Optional<PendingUpgrade> trial = notes.pending();
            if (trial.isPresent()) {
                ReleaseFolder.keepOnly(
                        places.releases(),
                        Path.of(trial.get().release()),
                        Path.of(trial.get().previous()));
            }
        } catch (IOException e) {
            LOG.warn("An old release cannot be removed and is tried again with the next upgrade: {}", e.getMessage());
        }
    }

    private void stage(Path archive, Path current, Path staged, ReleaseVersion version)
            throws IOException, RefusedReleaseException, InterruptedException {
        ReleaseFolder.create(staged);
        ReleaseUnpacker.unpack(archive, staged);
        ReleaseFolder.copyTheRest(current, staged);
        ProcessOutcome outcome = run(List.of(staged.resolve("bin/fleet-agent").toString(), "--version"), START_WITHIN);
        if (!outcome.succeeded() || !outcome.output().strip().equals("fleet-agent " + version)) {
            throw new RefusedReleaseException("fleet-agent " + version + " does not start on this device: --version "
                    + outcome.describe() + ": " + outcome.output().strip());
        }
        makeStartUpArchive(staged);
        ReleaseFolder.sync(staged);
    }

    /** It spares memory and time; a program starts without it too. */
    private void makeStartUpArchive(Path staged) throws InterruptedException {
        Path script = staged.resolve("share/install/start-up-archives.sh");
        if (!Files.isExecutable(script)) {
            return;
        }
        try {
            String release = staged.toString();
            ProcessOutcome outcome = run(List.of(script.toString(), release, release, "fleet-agent"), REHEARSE_WITHIN);
            if (!outcome.succeeded()) {
                LOG.warn("No start-up archive for the new agent: {} {}", script, outcome.describe());
            }
        } catch (IOException e) {
            LOG.warn("No start-up archive for the new agent: {}", e.getMessage());
        }
    }

    /** The note comes before the switch: what is in place without a note would never be taken back. */
    private void putInPlace(String request, ReleaseVersion version, Path current, Path staged)
            throws IOException, RefusedReleaseException, InterruptedException {
        requireNoInstaller();
        requireInPlace(Optional.of(current));
        String mark = UUID.randomUUID().toString();
        notes.keepPrevious(current);
        PendingUpgrade trial = new PendingUpgrade(
                request,
                version.toString(),
                running,
                mark,
                staged.toString(),
                current.toString(),
                spool.confirmation(mark).toString(),
                agent.run().orElse(""),
                0);
        notes.write(trial);
        try {
            notes.switchTo(staged);
            // Once more: it may have been started between the two, from what was in place then.
            notes.write(trial.inPlaceOf(agent.run().orElse(trial.run())));
        } catch (IOException e) {
            undo(trial, e);
            throw e;
        }
    }

    /** What failed may have been done nevertheless: only when the link surely leads back may the note and the release go. */
    private void undo(PendingUpgrade trial, IOException cause) throws UnsettledSwitchException {
        try {
            notes.switchTo(Path.of(trial.previous()));
            notes.dropPending();
        } catch (IOException e) {
            cause.addSuppressed(e);
            throw new UnsettledSwitchException(trial.version(), cause);
        }
    }

    private ProcessOutcome run(List<String> arguments, Duration within) throws IOException, InterruptedException {
        return processes.run(new CommandLine(arguments, Path.of("/"), ENVIRONMENT, within));
    }
}
