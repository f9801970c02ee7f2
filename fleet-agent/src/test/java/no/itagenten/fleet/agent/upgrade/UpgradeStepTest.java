package no.itagenten.fleet.agent.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

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

        assertThat(device.program("bin/fleetd")).hasContent("the server");
        assertThat(device.program("lib/fleetd/fleetd.jar")).hasContent("the server's code");
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

        assertRefused(report, "the archive ");
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
