package no.itagenten.fleet.agent.probe;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.itagenten.fleet.protocol.DeviceFacts;
import no.itagenten.fleet.protocol.Disk;

/**
 * The file systems on this machine's block devices, each once, wherever else it is mounted too. Network and memory file systems are
 * not among them, nor images that are full by nature. Asking may take long where a medium fails. Stateless.
 */
public final class DiskProbe {

    private final Path root;

    /** @param root the file system's root */
    public DiskProbe(Path root) {
        this.root = root;
    }

    /** At most {@link DeviceFacts#MAX_DISKS}, by where they are mounted. */
    public List<Disk> disks() {
        return devices().stream()
                .sorted(Comparator.comparing(Mount::point))
                .map(this::measured)
                .flatMap(Optional::stream)
                .limit(DeviceFacts.MAX_DISKS)
                .toList();
    }

    /**
     * One mount for each device: the first whole one, else the shortest path. A service's own mount namespace has many more, where
     * parts of the same file system are protected.
     */
    private Collection<Mount> devices() {
        Map<String, Mount> byPoint = new LinkedHashMap<>();
        for (Mount mount : Mount.parse(table())) {
            byPoint.put(mount.point(), mount); // the later one hides the earlier
        }
        Map<String, Mount> byDevice = new LinkedHashMap<>();
        byPoint.values().stream()
                .filter(mount -> mount.isDisk() && fits(mount))
                .forEach(mount -> byDevice.merge(mount.device(), mount, DiskProbe::better));
        return byDevice.values();
    }

    private static Mount better(Mount one, Mount other) {
        if (one.isWhole() != other.isWhole()) {
            return one.isWhole() ? one : other;
        }
        return other.point().length() < one.point().length() ? other : one;
    }

    private static boolean fits(Mount mount) {
        return mount.point().length() <= Disk.MAX_MOUNT_CHARS && mount.type().length() <= Disk.MAX_TYPE_CHARS;
    }

    private String table() {
        try {
            return Files.readString(root.resolve("proc/self/mountinfo"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    private Optional<Disk> measured(Mount mount) {
        // One statvfs(3) each; where the agent may not look, or nothing is mounted any more, the figures are 0. A File,
        // for
        // a Path refuses names that the locale cannot express.
        File folder = new File(root.toFile(), mount.point());
        long total = folder.isDirectory() ? folder.getTotalSpace() : 0;
        Disk disk = new Disk(mount.point(), mount.type(), total, total - folder.getFreeSpace());
        return disk.isPlausible() ? Optional.of(disk) : Optional.empty();
    }
}
