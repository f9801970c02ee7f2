package no.itagenten.fleet.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import no.itagenten.fleet.protocol.Disk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskProbeTest {

    @TempDir
    Path root;

    @Test
    void listsFileSystemsOnBlockDevicesOnly() throws Exception {
        mounts("""
                22 27 0:21 / /proc rw,relatime - proc proc rw
                27 1 179:2 / / rw,relatime shared:1 - ext4 /dev/mmcblk0p2 rw
                30 27 179:1 / /boot rw,relatime shared:2 master:1 - vfat /dev/mmcblk0p1 rw
                31 27 0:40 / /mnt/share rw - cifs //nas/share rw
                32 27 7:0 / /snap/core ro - squashfs /dev/loop0 ro
                33 27 0:41 / /run rw - tmpfs tmpfs rw
                a line that is none
                """);
        folders("boot", "mnt/share", "snap/core");

        List<Disk> disks = new DiskProbe(root).disks();

        assertThat(disks).extracting(Disk::mount).containsExactly("/", "/boot");
        assertThat(disks).extracting(Disk::type).containsExactly("ext4", "vfat");
        assertThat(disks).allSatisfy(disk -> {
            assertThat(disk.totalBytes()).isEqualTo(root.toFile().getTotalSpace());
            assertThat(disk.isPlausible()).isTrue();
        });
    }

    @Test
    void listsAFileSystemOnceHoweverOftenPartsOfItAreMounted() throws Exception {
        mounts("""
                50 40 179:2 /var/lib/app /var/lib/app rw - ext4 /dev/mmcblk0p2 rw
                27 1 179:2 / / ro,relatime - ext4 /dev/mmcblk0p2 rw
                51 27 179:2 /tmp/private /tmp rw - ext4 /dev/mmcblk0p2 rw
                52 27 179:2 / /mnt/all rw - ext4 /dev/mmcblk0p2 rw
                """);
        folders("var/lib/app", "tmp", "mnt/all");

        assertThat(new DiskProbe(root).disks()).extracting(Disk::mount).containsExactly("/");
    }

    @Test
    void leavesOutWhatAnotherMountHides() throws Exception {
        mounts("""
                27 1 179:2 / / rw - ext4 /dev/mmcblk0p2 rw
                28 27 179:3 / /home rw - ext4 /dev/mmcblk0p3 rw
                29 27 0:50 / /home ro - tmpfs tmpfs ro
                """);
        folders("home");

        assertThat(new DiskProbe(root).disks()).extracting(Disk::mount).containsExactly("/");
    }

    @Test
    void leavesOutWhereItMayNotLook() throws Exception {
        mounts("28 27 8:1 / /media/gone rw - exfat /dev/sda1 rw\n");

        assertThat(new DiskProbe(root).disks()).isEmpty();
    }

    @Test
    void readsTheKernelsWayOfWritingSpaces() throws Exception {
        mounts("28 27 8:1 / /media/USB\\040STICK rw - exfat /dev/sda1 rw\n");
        folders("media/USB STICK");

        assertThat(new DiskProbe(root).disks()).extracting(Disk::mount).containsExactly("/media/USB STICK");
    }

    @Test
    void staysWithinWhatAMessageTakes() throws Exception {
        String table = IntStream.range(0, 40)
                .mapToObj(i -> "28 27 8:" + i + " / /m" + i + " rw - ext4 /dev/sd" + i + " rw\n")
                .collect(Collectors.joining());
        mounts(table + "28 27 9:1 / /" + "x".repeat(255) + " rw - ext4 /dev/sdx rw\n");
        for (int i = 0; i < 40; i++) {
            folders("m" + i);
        }

        assertThat(new DiskProbe(root).disks()).hasSize(16);
    }

    @Test
    void knowsNoDisksWithoutATableOfThem() {
        assertThat(new DiskProbe(root).disks()).isEmpty();
    }

    private void mounts(String table) throws Exception {
        folders("proc/self");
        Files.writeString(root.resolve("proc/self/mountinfo"), table);
    }

    private void folders(String... paths) throws Exception {
        for (String path : paths) {
            Files.createDirectories(root.resolve(path));
        }
    }
}
