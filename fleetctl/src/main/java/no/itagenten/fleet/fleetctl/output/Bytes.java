package no.itagenten.fleet.fleetctl.output;

import java.util.List;
import java.util.Locale;

/** An amount of data in words; decimal units, as disks are sold. */
public final class Bytes {

    private static final List<String> UNITS = List.of("kB", "MB", "GB", "TB", "PB", "EB");

    private Bytes() {}

    /** For example {@code 12.3 MB}. */
    public static String of(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        int unit = 0;
        double amount = bytes / 1000.0;
        // what would be shown as 1000.0 of a unit is 1.0 of the next
        while (unit < UNITS.size() - 1 && amount >= 999.95) {
            unit++;
            amount /= 1000;
        }
        return String.format(Locale.ROOT, "%.1f %s", amount, UNITS.get(unit));
    }
}
