package no.itagenten.fleet.agent.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import no.itagenten.fleet.agent.upgrade.ReleaseFixture.TarBytes;
import no.itagenten.fleet.agent.upgrade.UpgradeReport.State;
import no.itagenten.fleet.protocol.release.AgentRelease;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpgradeStepTest {

    @TempDir
    Path root;

    private InstalledAgent device;

    @BeforeEach
    void aDevice() throws Exception {
        device = new InstalledAgent(root);
    }

    @Test
    void putsASignedReleaseInPlaceAndOnTrial() throws Exception {
        Path before = device.notes.current();
        device.fetched("1.1.0");

        UpgradeReport report = device.upgrade();

        assertThat(report.state()).as(report.message()).isEqualTo(State.SWITCHED);
        assertThat(report.request()).isEqualTo("upgrade-1");
        assertThat(device.program("lib/fleet-agent/fleet-agent.jar")).hasContent("code of 1.1.0");
        assertThat(device.notes.pending()).get().satisfies(trial -> {
            assertThat(trial.version()).isEqualTo("1.1.0");
            assertThat(Path.of(trial.previous())).isEqualTo(before).isDirectory();
        });
    }

    @Test
    void leavesWhatElseIsInstalledAsItIs() throws Exception {
        device.fetched("1.1.0");

        device.upgrade();

        assertThat(device.program("bin/fleetctl")).hasContent("the command line");
        assertThat(device.program("lib/fleetctl/fleetctl.jar")).hasContent("the command line's code");
        assertThat(device.program("share/systemd/r58-fleet-agent.service")).hasContent("the installer's");
        assertThat(device.program("lib/fleet-agent/old.jar")).doesNotExist();
    }

    @Test
    void refusesAnotherKeysRelease() throws Exception {
        Path archive = device.maker.archive(ReleaseFixture.agent("1.1.0"));
        device.fetched(archive, new ReleaseFixture(root).sign(archive, "1.1.0"));

        UpgradeReport report = device.upgrade();

        assertRefused(report, "not signed by a key that is pinned");
    }

    @Test
    void refusesAnAlteredArchive() throws Exception {
        Path archive = device.maker.archive(ReleaseFixture.agent("1.1.0"));
        Map<String, String> altered = ReleaseFixture.agent("1.1.0");
        altered.put("lib/fleet-agent/fleet-agent.jar", "evil of 1.1.0");
        device.fetched(device.maker.archive(altered), device.maker.sign(archive, "1.1.0"));

        UpgradeReport report = device.upgrade();

        assertRefused(report, "the archive");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.9.9", "1.0.0-rc.1", "1.0.0"})
    void refusesWhatIsNotNewer(String version) throws Exception {
        device.fetched(version);

        UpgradeReport report = device.upgrade();

        assertRefused(report, "AGENT_ALLOW_DOWNGRADE=yes");
    }

    @Test
    void takesAnOlderOneWhereRootAllowsIt() throws Exception {
        device.allowDowngrade = true;
        device.fetched("0.9.9");

        UpgradeReport report = device.upgrade();

        assertThat(report.state()).as(report.message()).isEqualTo(State.SWITCHED);
    }

    @Test
    void refusesEverythingWhereNoKeyIsPinned() throws Exception {
        Files.delete(device.places.keys());
        device.fetched("1.1.0");

        UpgradeReport report = device.upgrade();

        assertRefused(report, "install.sh agent --release-key FILE");
    }

    @Test
    void refusesASignedArchiveThatLeadsElsewhere() throws Exception {
        Path archive = device.maker.archive(new TarBytes().file("../../../etc/evil", "evil"));
        device.fetched(archive, device.maker.sign(archive, "1.1.0"));

        UpgradeReport report = device.upgrade();

        assertRefused(report, "is no part of an agent");
    }

    @Test
    void refusesAnAgentThatDoesNotStartHere() throws Exception {
        Map<String, String> agent = ReleaseFixture.agent("1.1.0");
        agent.put("bin/fleet-agent", "#!/bin/sh\necho no such Java >&2\nexit 127\n");
        Path archive = device.maker.archive(agent);
        device.fetched(archive, device.maker.sign(archive, "1.1.0"));

        UpgradeReport report = device.upgrade();

        assertRefused(report, "no such Java");
    }

    @Test
    void refusesAnAgentThatIsAnotherVersionThanIsSigned() throws Exception {
        Path archive = device.maker.archive(ReleaseFixture.agent("1.1.0"));
        device.fetched(archive, device.maker.sign(archive, "1.2.0"));

        UpgradeReport report = device.upgrade();

        assertRefused(report, "fleet-agent 1.2.0 does not start on this device");
    }

    @Test
    void readsNoMoreThanAnArchiveMayHave() throws Exception {
        device.fetched("1.1.0");
        try (var huge = new java.io.RandomAccessFile(device.spool.archive().toFile(), "rw")) {
            huge.setLength(AgentRelease.MAX_BYTES + 1);
        }

        UpgradeReport report = device.upgrade();

        assertRefused(report, "is larger than the");
    }

    @Test
    void followsNoLinkThatTheAgentMade() throws Exception {
        device.fetched("1.1.0");
        Path elsewhere = Files.move(device.spool.archive(), root.resolve("elsewhere"));
        Files.createSymbolicLink(device.spool.archive(), elsewhere);

        UpgradeReport report = device.upgrade();

        assertRefused(report, "no plain file");
    }

    @Test
    void refusesASecondOneWhileTheFirstIsOnTrial() throws Exception {
        device.fetched("1.1.0");
        device.upgrade();
        Path onTrial = device.notes.current();
        device.fetched("1.2.0");

        UpgradeReport report = device.upgrade();

        assertThat(report.state()).isEqualTo(State.REFUSED);
        assertThat(report.message()).contains("on trial still");
        assertThat(device.notes.current()).isEqualTo(onTrial);
    }

    @Test
    void keepsTheCurrentReleaseAndThePreviousOne() throws Exception {
        device.fetched("1.1.0");
        device.upgrade();
        device.notes.dropPending();
        Path second = device.notes.current();
        device.fetched("1.2.0");

        device.upgrade();

        assertThat(releases()).containsExactlyInAnyOrder(second, device.notes.current());
    }

    @Test
    void keepsThemWhereTheirFolderIsReachedByALink() throws Exception {
        Path elsewhere = root.toRealPath().resolve("data/opt");
        Files.createDirectories(elsewhere.getParent());
        Path opt = Files.move(device.places.programs().getParent(), elsewhere);
        Files.createSymbolicLink(device.places.programs().getParent(), opt);
        Path first = device.notes.current();
        device.fetched("1.1.0");

        UpgradeReport report = device.upgrade();

        assertThat(report.state()).as(report.message()).isEqualTo(State.SWITCHED);
        assertThat(device.program("lib/fleet-agent/fleet-agent.jar")).hasContent("code of 1.1.0");
        assertThat(first.resolve("lib/fleet-agent/old.jar")).exists();
    }

    @Test
    void removesNothingWhereTheProgramsAreElsewhere() throws Exception {
        Path byHand = Files.move(device.notes.current(), root.toRealPath().resolve("opt/by-hand"));
        Path strange = Files.createDirectories(device.places.releases().resolve("strange"));
        device.notes.switchTo(byHand);
        device.fetched("1.1.0");

        UpgradeReport report = device.upgrade();

        assertThat(report.message()).contains("is not in").contains("install.sh");
        assertThat(strange).exists();
    }

    @Test
    void leavesTheLastWordToTheInstaller() throws Exception {
        Files.createDirectories(device.places.installing());
        device.fetched("1.1.0");

        UpgradeReport report = device.upgrade();

        assertRefused(report, "install.sh is at work");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void switchesNothingThatSomebodyReplacedMeanwhile(int look) throws Exception {
        device.fetched("1.1.0");
        UpgradeNotes notes = new UpgradeNotes(device.places) {
            private int looks;

            @Override
            Path current() throws IOException {
                if (++looks == look) {
                    switchTo(Files.createDirectories(device.places.releases().resolve("by-hand")));
                }
                return super.current();
            }
        };

        UpgradeReport report = device.upgrade(notes);

        assertThat(report.message()).contains("somebody has replaced the programs meanwhile");
        assertThat(device.notes.current().getFileName()).hasToString("by-hand");
        assertThat(device.notes.pending()).isEmpty();
    }

    @Test
    void refusesWhereNobodyWouldGuardTheTrial() throws Exception {
        device.unit.guarded = false;
        device.fetched("1.1.0");

        UpgradeReport report = device.upgrade();

        assertRefused(report, "systemctl enable --now r58-fleet-agent-guard.path");
    }

    @Test
    void leavesAMachineWithTheServerToTheInstaller() throws Exception {
        Files.writeString(device.places.server(), "the server");
        device.fetched("1.1.0");

        UpgradeReport report = device.upgrade();

        assertRefused(report, "upgrade both with install.sh");
    }

    @Test
    @Timeout(30)
    void doesNotWaitAtAPipe() throws Exception {
        device.fetched("1.1.0");
        Files.delete(device.spool.archive());
        new ProcessBuilder("mkfifo", device.spool.archive().toString()).start().waitFor();

        UpgradeReport report = device.upgrade();

        assertRefused(report, "no plain file");
    }

    @Test
    void doesNotGoThroughAFolderThatIsALink() throws Exception {
        device.fetched("1.1.0");
        Path elsewhere = Files.move(device.spool.folder(), root.resolve("elsewhere"));
        Files.createSymbolicLink(device.spool.folder(), elsewhere);

        UpgradeReport report = device.upgrade();

        assertRefused(report, "is a link");
    }

    @Test
    void takesASwitchBackThatTheDiskDidNotPutDown() throws Exception {
        Path first = device.notes.current();
        device.fetched("1.1.0");

        UpgradeReport report = device.upgrade(failingAfterSwitches(1));

        assertRefused(report, "Input/output error");
        assertThat(device.notes.current()).isEqualTo(first);
    }

    @Test
    void leavesASwitchToTheGuardThatItCannotTakeBack() throws Exception {
        device.fetched("1.1.0");

        UpgradeReport report = device.upgrade(failingAfterSwitches(2));

        assertThat(report.state()).isEqualTo(State.SWITCHED);
        assertThat(device.notes.pending())
                .get()
                .satisfies(trial -> assertThat(Path.of(trial.release())).isDirectory());
    }

    @Test
    void notesWhichRunIsNotTheNewOne() throws Exception {
        device.fetched("1.1.0");

        device.upgrade();

        assertThat(device.notes.pending()).get().extracting(PendingUpgrade::run).isEqualTo("run-0");
    }

    /** The link is turned, and the disk fails all the same. */
    private UpgradeNotes failingAfterSwitches(int failures) {
        return new UpgradeNotes(device.places) {
            private int left = failures;

            @Override
            void switchTo(Path release) throws IOException {
                super.switchTo(release);
                if (left-- > 0) {
                    throw new IOException("Input/output error");
                }
            }
        };
    }

    private void assertRefused(UpgradeReport report, String reason) throws Exception {
        assertThat(report.state()).isEqualTo(State.REFUSED);
        assertThat(report.message()).startsWith("nothing was changed: ").contains(reason);
        assertThat(device.notes.report()).contains(report);
        assertThat(device.notes.pending()).isEmpty();
        assertThat(device.program("lib/fleet-agent/old.jar")).exists();
        assertThat(releases()).hasSize(1);
        assertThat(device.places.incoming()).doesNotExist();
    }

    private List<Path> releases() throws Exception {
        try (Stream<Path> found = Files.list(device.places.releases())) {
            return found.toList();
        }
    }
}
