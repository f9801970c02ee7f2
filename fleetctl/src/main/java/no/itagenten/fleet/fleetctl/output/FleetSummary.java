package no.itagenten.fleet.fleetctl.output;

import com.google.gson.annotations.SerializedName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.ServiceStatus;
import no.itagenten.fleet.protocol.rest.DeviceStatus;
import no.itagenten.fleet.protocol.rest.DeviceView;

/**
 * The fleet at a glance, the worst first.
 *
 * @param total devices
 * @param online of them
 * @param offline of them
 * @param pending of them, which wait for approval
 * @param problems what is wrong
 * @param held which are on air or locked: no problem, but good to know before doing something
 */
public record FleetSummary(
        int total, int online, int offline, int pending, List<Trouble> problems, List<DeviceView> held) {

    private static final double CRITICAL_CELSIUS = 85;

    /**
     * Something that is wrong with a device.
     *
     * @param severity {@code critical} or {@code warning}
     */
    public record Trouble(
            @SerializedName("device_id") DeviceId deviceId,
            String name,
            String severity,
            String problem,
            @SerializedName("last_seen") Optional<Instant> lastSeen) {

        boolean critical() {
            return severity.equals("critical");
        }
    }

    /** Looks at these devices. */
    public static FleetSummary of(List<DeviceView> devices) {
        List<Trouble> problems = new ArrayList<>();
        int online = 0;
        int pending = 0;
        for (DeviceView device : devices) {
            device.duplicateKey()
                    .ifPresent(duplicate ->
                            problems.add(trouble(device, true, DuplicateCells.problem(device, duplicate))));
            if (device.status() == DeviceStatus.ONLINE) {
                online++;
                judge(device, problems);
            } else if (device.status() == DeviceStatus.PENDING) {
                pending++;
                problems.add(trouble(device, false, DeviceCells.approval(device).orElseThrow()));
            } else {
                problems.add(trouble(device, true, "offline"));
            }
        }
        problems.sort(Comparator.comparing(Trouble::critical).reversed());
        return new FleetSummary(
                devices.size(),
                online,
                devices.size() - online - pending,
                pending,
                List.copyOf(problems),
                HeldCells.held(devices));
    }

    private static void judge(DeviceView device, List<Trouble> problems) {
        for (ServiceStatus service : device.services()) {
            if (!service.state().equals("active")) {
                boolean failed = service.state().equals("failed");
                problems.add(trouble(device, failed, "service " + service.name() + " is " + service.state()));
            }
        }
        share(device, "disk", device.diskPercent(), problems);
        share(device, "memory", device.memoryPercent(), problems);
        share(device, "CPU", device.cpuPercent(), problems);
        device.temperatureCelsius()
                .filter(value -> value >= CRITICAL_CELSIUS)
                .ifPresent(value -> problems.add(trouble(device, true, Math.round(value) + " °C")));
    }

    private static void share(DeviceView device, String what, Optional<Double> percent, List<Trouble> problems) {
        percent.filter(DeviceCells::isCritical)
                .ifPresent(value -> problems.add(trouble(device, value >= 95, what + " " + Math.round(value) + "%")));
    }

    private static Trouble trouble(DeviceView device, boolean critical, String problem) {
        return new Trouble(device.id(), device.name(), critical ? "critical" : "warning", problem, device.lastSeen());
    }

    /** One line: how many there are, and how many of them are there. */
    public String headline(Paint paint) {
        String devices = total + (total == 1 ? " device: " : " devices: ");
        String gone = offline == 0 ? "0 offline" : paint.red(offline + " offline");
        return paint.bold(devices) + paint.green(online + " online") + ", " + gone
                + (pending == 0 ? "" : ", " + paint.amber(pending + " pending"));
    }

    /** The devices that are to be left alone, one a row. */
    public Table heldTable(Times times) {
        Table table =
                new Table(List.of(Column.fixed("DEVICE"), Column.flexible("NAME"), Column.flexible("LEAVE ALONE")));
        HeldCells cells = new HeldCells(times);
        for (DeviceView device : held) {
            String id = device.id().value();
            table.row(
                    Cell.of(id),
                    device.name().equals(id) ? Cell.nothing() : Cell.of(device.name()),
                    cells.cell(device));
        }
        return table;
    }

    /** The problems, one a row. */
    public Table table(Times times) {
        Table table = new Table(List.of(
                Column.fixed("DEVICE"),
                Column.flexible("NAME"),
                Column.flexible("PROBLEM"),
                Column.fixed("LAST SEEN")));
        for (Trouble trouble : problems) {
            table.row(
                    Cell.of(trouble.deviceId().value()),
                    trouble.name().equals(trouble.deviceId().value()) ? Cell.nothing() : Cell.of(trouble.name()),
                    new Cell(
                            (trouble.critical() ? "✘ " : "▲ ") + trouble.problem(),
                            trouble.critical() ? Tone.BAD : Tone.WARN),
                    Cell.of(trouble.lastSeen().map(times::relative)));
        }
        return table;
    }
}
