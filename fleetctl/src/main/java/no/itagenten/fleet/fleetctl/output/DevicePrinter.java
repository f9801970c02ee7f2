package no.itagenten.fleet.fleetctl.output;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import no.itagenten.fleet.protocol.Disk;
import no.itagenten.fleet.protocol.InterfaceAddresses;
import no.itagenten.fleet.protocol.ServiceStatus;
import no.itagenten.fleet.protocol.rest.DeviceView;

/** Devices for people: many as a table, one as a sheet. */
public final class DevicePrinter {

    private final Times times;

    /** A printer that tells times by this clock. */
    public DevicePrinter(Times times) {
        this.times = times;
    }

    /** Many devices, one a row. */
    public Table table(List<DeviceView> devices) {
        return DeviceTable.of(devices, times);
    }

    /** One device, with what tells how it is now. */
    public Sheet summary(DeviceView device) {
        boolean named = !device.name().equals(device.id().value());
        Sheet sheet = new Sheet()
                .field("Device", device.id() + (named ? " (" + device.name() + ")" : ""))
                .field("Status", DeviceCells.status(device.status()))
                .field("Last seen", Cell.of(device.lastSeen().map(times::relative)));
        DeviceCells.approval(device).ifPresent(text -> sheet.field("Approval", text));
        sheet.field("Leave alone", new HeldCells(times).cell(device))
                .field("Version", Cell.of(device.version()))
                .field("CPU", DeviceCells.percent(device.cpuPercent()))
                .field("Memory", DeviceCells.percent(device.memoryPercent()))
                .field("Disk", DeviceCells.percent(device.diskPercent()))
                .field("Temperature", DeviceCells.temperature(device.temperatureCelsius()))
                .field("Up for", Cell.of(device.uptime().map(seconds -> Times.rough(Duration.ofSeconds(seconds)))));
        device.services()
                .forEach(service -> sheet.field(
                        "Service",
                        new Cell(service.name() + "  " + service.state(), DeviceCells.serviceTone(service.state()))));
        return sheet;
    }

    /** One device, with all that is known of it. */
    public Sheet sheet(DeviceView device) {
        Sheet sheet = new Sheet()
                .field("Id", device.id().value())
                .field("Name", device.name())
                .field("Venue", Cell.of(device.venue()))
                .field("Tags", String.join(", ", device.tags()))
                .field("Status", DeviceCells.status(device.status()))
                .field("Last seen", Cell.of(device.lastSeen().map(this::moment)));
        DeviceCells.approval(device).ifPresent(text -> sheet.field("Approval", text));
        DuplicateCells.addTo(sheet, device, times);
        new HeldCells(times).addTo(sheet, device);
        sheet.field("Address", Cell.of(device.ipAddress()))
                .field("Version", Cell.of(device.version()))
                .field("CPU", DeviceCells.percent(device.cpuPercent()))
                .field("Memory", DeviceCells.percent(device.memoryPercent()))
                .field("Disk", DeviceCells.percent(device.diskPercent()))
                .field("Temperature", DeviceCells.temperature(device.temperatureCelsius()))
                .field("Load (1 min)", Cell.of(device.load1m().map(load -> String.format(Locale.ROOT, "%.2f", load))))
                .field("Up for", Cell.of(device.uptime().map(seconds -> Times.rough(Duration.ofSeconds(seconds)))));
        disks(sheet, device.disks());
        addresses(sheet, device.addresses());
        services(sheet, device.services());
        blocked(sheet, device.blockedCommits().orElse(Map.of()));
        return sheet.field("Configuration", pairs(device.config()))
                .field("Hostname", Cell.of(device.hostname()))
                .field("Model", Cell.of(device.model()))
                .field("System", Cell.of(system(device)))
                .field("Agent", Cell.of(device.agentVersion()))
                .field("Credential", device.enrolled() ? "its own" : "none")
                .field("Commands under way", Integer.toString(device.queuedCommands()))
                .field("Known since", times.local(device.createdAt()));
    }

    private static void disks(Sheet sheet, Optional<List<Disk>> disks) {
        DiskCells.of(disks.orElse(List.of())).forEach(cell -> sheet.field("File system", cell));
    }

    private static void addresses(Sheet sheet, Optional<List<InterfaceAddresses>> interfaces) {
        List<InterfaceAddresses> all = interfaces.orElse(List.of());
        List<String> names = DisplayWidth.alike(
                all.stream().map(InterfaceAddresses::interfaceName).toList());
        for (int i = 0; i < all.size(); i++) {
            sheet.field(
                    "Interface",
                    names.get(i) + "  " + String.join(", ", all.get(i).addresses()));
        }
    }

    private static void services(Sheet sheet, List<ServiceStatus> services) {
        List<String> names =
                DisplayWidth.alike(services.stream().map(ServiceStatus::name).toList());
        for (int i = 0; i < names.size(); i++) {
            String state = services.get(i).state();
            sheet.field("Service", new Cell(names.get(i) + "  " + state, DeviceCells.serviceTone(state)));
        }
    }

    private void blocked(Sheet sheet, Map<String, Instant> commits) {
        commits.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> sheet.field(
                        "Blocked commit",
                        DeviceCells.shortVersion(entry.getKey()) + "  until " + times.local(entry.getValue())));
    }

    private String moment(Instant instant) {
        return times.relative(instant) + " (" + times.local(instant) + ")";
    }

    private static String pairs(Map<String, String> config) {
        return config.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("  "));
    }

    private static Optional<String> system(DeviceView device) {
        String system = Stream.of(device.os(), device.kernel(), device.arch())
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
        return system.isEmpty() ? Optional.empty() : Optional.of(system);
    }
}
