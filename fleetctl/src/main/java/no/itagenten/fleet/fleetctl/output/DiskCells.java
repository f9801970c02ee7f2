package no.itagenten.fleet.fleetctl.output;

import java.util.ArrayList;
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
        List<String> points = DisplayWidth.alike(disks.stream().map(Disk::mount).toList());
        List<String> types = DisplayWidth.alike(disks.stream().map(Disk::type).toList());
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < disks.size(); i++) {
            Tone tone = percent(disks.get(i)).map(DeviceCells::tone).orElse(Tone.PLAIN);
            cells.add(new Cell(points.get(i) + "  " + types.get(i) + "  " + usage(disks.get(i)), tone));
        }
        return cells;
    }

    /** Both figures in the unit that suits the whole; decimal units, as disks are sold. */
    private static String usage(Disk disk) {
        Optional<Double> percent = percent(disk);
        if (percent.isEmpty()) {
            return "of unknown size";
        }
        int unit = 0;
        double divisor = 1;
        // what would be shown as 1000.0 of a unit is 1.0 of the next
        while (unit < UNITS.size() - 1 && disk.totalBytes() / divisor >= STEP - 0.05) {
            unit++;
            divisor *= STEP;
        }
        return String.format(
                Locale.ROOT,
                "%5.1f of %5.1f %s (%d %%)",
                disk.usedBytes() / divisor,
                disk.totalBytes() / divisor,
                UNITS.get(unit),
                Math.round(percent.get()));
    }

    private static Optional<Double> percent(Disk disk) {
        return disk.isPlausible() ? Optional.of(100.0 * disk.usedBytes() / disk.totalBytes()) : Optional.empty();
    }
}
