package no.itagenten.fleet.agent.upgrade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import no.itagenten.fleet.agent.process.LocalProcesses;
import no.itagenten.fleet.protocol.release.SignedRelease;

/** A device on which root has installed version 1.0.0 and pinned a key; real files under a folder that stands for the root. */
final class InstalledAgent {

    final UpgradePlaces places;
    final UpgradeNotes notes;
    final UpgradeSpool spool;
    final ReleaseFixture maker;
    final Path stateDir;
    final FakeAgentUnit unit = new FakeAgentUnit();
    boolean allowDowngrade;

    InstalledAgent(Path root) throws Exception {
        places = UpgradePlaces.standard(root.toRealPath());
        notes = new UpgradeNotes(places);
        maker = new ReleaseFixture(Files.createDirectories(root.resolve("maker")));
        Path first = Files.createDirectories(places.releases().resolve("20260101T000000Z-1"));
        for (String folder : new String[] {"bin", "lib/fleet-agent", "lib/fleetctl", "share/systemd"}) {
            Files.createDirectories(first.resolve(folder));
        }
        Files.writeString(first.resolve("bin/fleet-agent"), "#!/bin/sh\necho fleet-agent 1.0.0\n");
        Files.writeString(first.resolve("bin/fleetctl"), "the command line");
        Files.writeString(first.resolve("lib/fleetctl/fleetctl.jar"), "the command line's code");
        Files.writeString(first.resolve("lib/fleet-agent/old.jar"), "code of 1.0.0");
        Files.writeString(first.resolve("share/systemd/r58-fleet-agent.service"), "the installer's");
        Files.createSymbolicLink(places.programs(), Path.of("r58-fleet-releases/20260101T000000Z-1"));
        Files.createDirectories(places.state());
        Files.createDirectories(places.keys().getParent());
        Files.copy(maker.pinned(), places.keys());
        stateDir = Files.createDirectories(root.resolve("var/lib/r58-fleet-agent"));
        spool = new UpgradeSpool(stateDir);
        Files.createDirectories(spool.folder());
    }

    /** The agent fetched this, and asks. */
    void fetched(Path archive, SignedRelease signed) throws IOException {
        Files.writeString(spool.request(), "upgrade-1\n");
        Files.writeString(spool.signature(), signed.text());
        Files.deleteIfExists(spool.archive());
        Files.copy(archive, spool.archive());
    }

    void fetched(String version) throws IOException {
        Path archive = maker.archive(ReleaseFixture.agent(version));
        fetched(archive, maker.sign(archive, version));
    }

    UpgradeReport upgrade() throws IOException, InterruptedException {
        return upgrade(notes);
    }

    /** With a disk of its own kind. */
    UpgradeReport upgrade(UpgradeNotes disk) throws IOException, InterruptedException {
        UpgradeReport report;
        do {
            report = new UpgradeStep(places, disk, spool, unit, "1.0.0", allowDowngrade, new LocalProcesses()).run();
            // A program that another test starts just then holds the new agent's script open for writing for a moment.
        } while (report.message().contains("Text file busy"));
        return report;
    }

    Path program(String path) {
        return places.programs().resolve(path);
    }

    /** What the new agent does when the server has taken it in. */
    void takenIn() throws IOException {
        Optional<PendingUpgrade> trial = notes.pending();
        Files.createFile(UpgradeSpool.confirmation(Path.of(trial.orElseThrow().confirmation()), unit.name()));
    }
}
