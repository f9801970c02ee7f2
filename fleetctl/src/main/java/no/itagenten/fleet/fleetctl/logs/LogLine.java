package no.itagenten.fleet.fleetctl.logs;

import java.time.Instant;
import java.util.Comparator;
import no.itagenten.fleet.protocol.rest.DeviceView;
import no.itagenten.fleet.protocol.rest.LogEntry;

/**
 * A line of one of several devices.
 *
 * @param place the time by which it stands among lines of other devices: its own, or that of the line before it where the device's
 *     clock was set back between the two, because a device's own order always holds
 */
record LogLine(DeviceView device, LogEntry entry, Instant place) {

    static final Comparator<LogLine> BY_TIME = Comparator.comparing(LogLine::place)
            .thenComparing(line -> line.entry().id());

    /** The line that follows another one of the same device; null for its first. */
    static LogLine after(LogLine before, DeviceView device, LogEntry entry) {
        boolean back = before != null && entry.timestamp().isBefore(before.place());
        return new LogLine(device, entry, back ? before.place() : entry.timestamp());
    }
}
