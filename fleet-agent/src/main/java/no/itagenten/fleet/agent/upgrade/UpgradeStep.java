package no.itagenten.fleet.agent.upgrade;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import no.itagenten.fleet.agent.process.CommandLine;
import no.itagenten.fleet.agent.process.ProcessOutcome;
import no.itagenten.fleet.agent.process.ProcessRunner;
import no.itagenten.fleet.agent.upgrade.UpgradeReport.State;
import no.itagenten.fleet.protocol.CommandId;
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
    private final String running;
    private final boolean allowDowngrade;
    private final ProcessRunner processes;

    /**
     * @param running the version that is installed, which is this program's own
     * @param allowDowngrade whether root has allowed a version that is not higher
     */
    UpgradeStep(
            UpgradePlaces places, UpgradeSpool spool, String running, boolean allowDowngrade, ProcessRunner processes) {
        this.places = places;
        this.notes = new UpgradeNotes(places);
        this.spool = spool;
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
        FileChannel alone = notes.lock();
        try {
            String request = spool.readRequest().map(CommandId::value).orElse("");
            UpgradeReport report;
            try {
                ReleaseVersion version = upgrade(request).version();
                report = new UpgradeReport(
                        request,
                        version.toString(),
                        State.SWITCHED,
                        "fleet-agent " + version + " is in place and on trial; " + running + " is kept");
            } catch (RefusedReleaseException | IOException e) {
                report = new UpgradeReport(request, "", State.REFUSED, "nothing was changed: " + e.getMessage());
            } finally {
                ReleaseFolder.delete(places.incoming());
            }
            notes.write(report);
            return report;
        } finally {
            alone.close();
        }
    }

    private AgentRelease upgrade(String request) throws IOException, RefusedReleaseException, InterruptedException {
        ReleaseKeys keys = ReleaseKeys.load(places.keys());
        if (notes.pending().isPresent()) {
            throw new RefusedReleaseException(
                    "another upgrade is on trial still; send this one again when it has ended");
        }
        ReleaseFolder.delete(places.incoming());
        Files.createDirectory(places.incoming());
        // First the copies, which nobody can change any more, then the looking at them.
        Path archive = places.incoming().resolve("release.tar.gz");
        AgentRelease release = keys.verify(spool.readSignature());
        requireHigher(release.version());
        spool.copyArchive(archive);
        ArchiveChecksum.require(archive, release);
        Path current = notes.current();
        ReleaseFolder.keepOnly(
                places.releases(), List.of(current, notes.previous().orElse(current)));
        Path staged = places.releases().toRealPath().resolve(release.version() + "-" + UUID.randomUUID());
        try {
            stage(archive, current, staged, release.version());
            putInPlace(request, release.version(), current, staged);
        } catch (RefusedReleaseException | IOException | InterruptedException | RuntimeException e) {
            ReleaseFolder.delete(staged);
            throw e;
        }
        dropOld(current, staged);
        return release;
    }

    private void dropOld(Path current, Path staged) {
        try {
            ReleaseFolder.keepOnly(places.releases(), List.of(current, staged));
        } catch (IOException e) {
            LOG.warn("An old release cannot be removed and is tried again with the next upgrade: {}", e.getMessage());
        }
    }

    private void requireHigher(ReleaseVersion version) throws RefusedReleaseException {
        ReleaseVersion installed;
        try {
            installed = ReleaseVersion.parse(running);
        } catch (IllegalArgumentException e) {
            throw new RefusedReleaseException(
                    "the installed agent's version, " + running + ", is none of a release", e);
        }
        if (version.compareTo(installed) <= 0 && !allowDowngrade) {
            throw new RefusedReleaseException("fleet-agent " + version + " is not newer than the installed " + installed
                    + ". If that is wanted, root sets AGENT_ALLOW_DOWNGRADE=yes in the device's agent.conf");
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
    private void putInPlace(String request, ReleaseVersion version, Path current, Path staged) throws IOException {
        String mark = UUID.randomUUID().toString();
        notes.keepPrevious(current);
        notes.write(new PendingUpgrade(
                request,
                version.toString(),
                running,
                mark,
                staged.toString(),
                current.toString(),
                spool.confirmation(mark).toString(),
                0));
        try {
            notes.switchTo(staged);
        } catch (IOException e) {
            notes.dropPending();
            throw e;
        }
    }

    private ProcessOutcome run(List<String> arguments, Duration within) throws IOException, InterruptedException {
        return processes.run(new CommandLine(arguments, Path.of("/"), ENVIRONMENT, within));
    }
}
