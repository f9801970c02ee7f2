package no.itagenten.fleet.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import no.itagenten.fleet.protocol.DeviceFacts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FactsWatchTest {

    @TempDir
    Path root;

    private long now;
    private FactsWatch watch;

    @BeforeEach
    void setUp() throws Exception {
        Files.createDirectories(root.resolve("proc/self"));
        mounts("27 1 179:2 / / rw - ext4 /dev/mmcblk0p2 rw\n");
        watch = new FactsWatch(
                new FactsProbe(root), new DiskProbe(root), new AddressProbe(List::of), "aarch64", () -> now);
    }

    @Test
    void knowsTheMachineButNotItsDisksBeforeItHasLooked() {
        DeviceFacts known = watch.known();

        assertThat(known.arch()).contains("aarch64");
        assertThat(known.disks()).isEmpty();
        assertThat(watch.news()).isEmpty();
    }

    @Test
    void tellsAFirstLookThatCameTooLateForTheHello() {
        watch.known();

        watch.look();

        assertThat(watch.news().orElseThrow().disks().orElseThrow()).hasSize(1);
    }

    @Test
    void tellsEachLookOnce() {
        watch.look();

        assertThat(watch.known().disks().orElseThrow()).hasSize(1);
        assertThat(watch.news()).isEmpty();
    }

    @Test
    void tellsAllThatIsKnownToEachNewConnection() {
        watch.look();
        watch.known();

        assertThat(watch.known().disks().orElseThrow()).hasSize(1);
        assertThat(watch.known().addresses()).contains(List.of());
    }

    @Test
    void looksAgainAfterTenMinutesAndNotBefore() throws Exception {
        watch.look();
        watch.known();
        mounts("");

        now = Duration.ofMinutes(10).toNanos() - 1;
        watch.look();
        assertThat(watch.news()).isEmpty();

        now++;
        watch.look();
        assertThat(watch.news().orElseThrow().disks()).contains(List.of());
    }

    private void mounts(String table) throws Exception {
        Files.writeString(root.resolve("proc/self/mountinfo"), table);
    }
}
