package no.itagenten.fleet.fleetctl.output;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import no.itagenten.fleet.protocol.Disk;

/** How a device's disks look, one below the other: {@code /     ext4   12.3 of 29.1 GB (42 %)}. */
final class DiskCells {

    private static final List<String> UNITS = List.of("B", "kB", "MB", "GB", "TB", "PB", "EB");
    private static final double STEP = 1000;

    private DiskCells() {}

    /** One for each disk, each part as wide as its widest. */
    static List<Cell> of(List<Disk> disks) {
        int points = widest(disks.stream().map(Disk::mount).toList());
        int types = widest(disks.stream().map(Disk::type).toList());
        int figures = widest(disks.stream().map(DiskCells::usage).toList());
        return disks.stream()
                .map(disk -> new Cell(
                        padded(disk.mount(), points) + "  " + padded(disk.type(), types) + "  "
                                + " ".repeat(figures - DisplayWidth.of(usage(disk))) + usage(disk),
                        percent(disk).map(DeviceCells::tone).orElse(Tone.PLAIN)))
                .toList();
    }

    /** Both figures in the unit that suits the whole; decimal units, as disks are sold. */
    private static String usage(Disk disk) {
        int unit = 0;
        double divisor = 1;
        // what would be shown as 1000.0 of a unit is 1.0 of the next
        while (unit < UNITS.size() - 1 && disk.totalBytes() / divisor >= STEP - 0.05) {
            unit++;
            divisor *= STEP;
        }
        String sizes = String.format(
                Locale.ROOT,
                "%.1f of %.1f %s",
                disk.usedBytes() / divisor,
                disk.totalBytes() / divisor,
                UNITS.get(unit));
        return percent(disk)
                .map(percent -> sizes + String.format(" (%2d %%)", Math.round(percent)))
                .orElse(sizes);
    }

    private static Optional<Double> percent(Disk disk) {
        return disk.isPlausible() ? Optional.of(100.0 * disk.usedBytes() / disk.totalBytes()) : Optional.empty();
    }

    private static int widest(List<String> texts) {
        return texts.stream()
                .map(Sanitizer::line)
                .mapToInt(DisplayWidth::of)
                .max()
                .orElse(0);
    }

    private static String padded(String text, int width) {
        String harmless = Sanitizer.line(text);
        return harmless + " ".repeat(width - DisplayWidth.of(harmless));
    }
}
