package no.itagenten.fleet.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.agent.config.ApplicationConfig;
import no.itagenten.fleet.agent.config.ReleasesConfig;
import no.itagenten.fleet.protocol.DeviceFacts;
import no.itagenten.fleet.protocol.SystemMetrics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbesTest {

    private static final String COMMIT = "0123456789012345678901234567890123456789";

    @TempDir
    Path root;

    @Test
    void readsWhatTheMachineIs() throws Exception {
        file("proc/sys/kernel/hostname", "cam-1\n");
        file("proc/device-tree/model", "Mekotronics R58\0");
        file("etc/os-release", "ID=debian\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n");
        file("proc/sys/kernel/osrelease", "6.1.0\n");

        DeviceFacts facts = new FactsProbe(root).facts("aarch64");

        assertThat(facts)
                .isEqualTo(new DeviceFacts(
                        Optional.of("cam-1"),
                        Optional.of("Mekotronics R58"),
                        Optional.of("Debian GNU/Linux 12 (bookworm)"),
                        Optional.of("6.1.0"),
                        Optional.of("aarch64"),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void knowsNothingOfAnEmptyMachine() {
        assertThat(new FactsProbe(root).facts("amd64").arch()).contains("x86_64");
        assertThat(new FactsProbe(root).facts("amd64").hostname()).isEmpty();
        assertThat(new FactsProbe(root).bootId()).isEmpty();
        assertThat(new Thermal(root).hottest()).isEmpty();
    }

    @Test
    void findsTheHottestZone() throws Exception {
        file("sys/class/thermal/thermal_zone0/temp", "41000\n");
        file("sys/class/thermal/thermal_zone1/temp", "63500\n");
        file("sys/class/thermal/thermal_zone2/temp", "-273000\n");
        file("sys/class/thermal/thermal_zone3/temp", "broken\n");

        assertThat(new Thermal(root).hottest()).contains(63.5);
    }

    @Test
    void turnsReadingsIntoASample() throws Exception {
        file("sys/class/thermal/thermal_zone0/temp", "41260\n");

        SystemMetrics sample = new MetricsProbe(new FixedMachine(), new Thermal(root), root).sample();

        assertThat(sample.cpuPercent()).contains(25.0);
        assertThat(sample.memoryPercent()).contains(75.0);
        assertThat(sample.temperatureCelsius()).contains(41.3);
        assertThat(sample.load1m()).contains(0.5);
        assertThat(sample.uptimeSeconds()).contains(99L);
        assertThat(sample.diskPercent().orElseThrow()).isBetween(0.0, 100.0);
    }

    @Test
    void samplesThisVeryMachine() {
        MetricsProbe probe = new MetricsProbe(new OshiMachine(), new Thermal(Path.of("/")), root);

        SystemMetrics sample = probe.sample();

        assertThat(sample.memoryPercent().orElseThrow()).isBetween(0.1, 100.0);
        assertThat(sample.uptimeSeconds().orElseThrow()).isPositive();
    }

    @Test
    void readsTheCommitThatIsCheckedOut() throws Exception {
        ApplicationVersion version = new ApplicationVersion(Optional.of(root));
        assertThat(version.current()).isEmpty();

        file(".git/HEAD", COMMIT + "\n");
        assertThat(version.current()).contains(COMMIT);

        file(".git/HEAD", "ref: refs/heads/main\n");
        file(".git/packed-refs", "# pack-refs\n" + COMMIT + " refs/heads/main\n");
        assertThat(version.current()).contains(COMMIT);

        file(".git/refs/heads/main", COMMIT.replace('0', 'a') + "\n");
        assertThat(version.current()).contains(COMMIT.replace('0', 'a'));
    }

    @Test
    void readsTheReleaseThatIsLinked() throws Exception {
        ApplicationVersion version = ApplicationVersion.of(Optional.of(releasesIn(root)), Optional.empty());
        assertThat(version.current()).isEmpty();

        Files.createSymbolicLink(root.resolve("current"), Path.of("releases", COMMIT));

        assertThat(version.current()).contains(COMMIT);
    }

    @Test
    void believesNoLinkThatLeadsElsewhere() throws Exception {
        Files.createSymbolicLink(root.resolve("current"), Path.of("/elsewhere/releases", COMMIT));

        assertThat(ApplicationVersion.of(Optional.of(releasesIn(root)), Optional.empty())
                        .current())
                .isEmpty();
    }

    @Test
    void readsNoFileOutsideTheRepository() throws Exception {
        file("secret", COMMIT);
        file(".git/HEAD", "ref: ../secret\n");

        assertThat(new ApplicationVersion(Optional.of(root)).current()).isEmpty();
    }

    @Test
    void tellsTheOldCommitWhileAnUpdateIsUnderWay() throws Exception {
        file(".git/HEAD", COMMIT + "\n");
        ApplicationVersion version = new ApplicationVersion(Optional.of(root));

        version.hold("old");
        assertThat(version.current()).contains("old");

        version.release();
        assertThat(version.current()).contains(COMMIT);
    }

    @Test
    void findsTheAddressTowardsTheServer() {
        assertThat(new LocalAddress("127.0.0.1", 3001).find()).contains("127.0.0.1");
        assertThat(new LocalAddress("no-such-host.invalid", 3001).find()).isEmpty();
    }

    private static ApplicationConfig releasesIn(Path folder) {
        return new ApplicationConfig(
                folder,
                Optional.empty(),
                "main",
                List.of(),
                Duration.ZERO,
                List.of(),
                Optional.empty(),
                Duration.ZERO,
                Duration.ZERO,
                Optional.empty(),
                Optional.of(new ReleasesConfig(2)));
    }

    private void file(String name, String content) throws IOException {
        Path path = root.resolve(name);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }

    private static final class FixedMachine implements MetricsProbe.Machine {
        @Override
        public Optional<Double> cpuLoad() {
            return Optional.of(0.25);
        }

        @Override
        public long memoryTotal() {
            return 4000;
        }

        @Override
        public long memoryAvailable() {
            return 1000;
        }

        @Override
        public Optional<Double> load1m() {
            return Optional.of(0.5);
        }

        @Override
        public Optional<Double> cpuTemperature() {
            return Optional.of(99.0);
        }

        @Override
        public long uptimeSeconds() {
            return 99;
        }
    }
}
