package no.itagenten.fleet.fleetctl.output;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import no.itagenten.fleet.protocol.rest.DeviceView;

/** The table of devices. */
final class DeviceTable {

    private static final Column HELD = Column.flexible("LEAVE ALONE").atLeast(8);

    /** The status, the device and when it was there stay longest; what is least missed goes first. */
    private static final List<Column> COLUMNS = List.of(
            Column.fixed("STATUS"),
            Column.fixed("ID"),
            Column.flexible("NAME").atLeast(8),
            Column.flexible("VENUE").atLeast(6).yielding(5),
            Column.number("CPU").yielding(2),
            Column.number("MEM").yielding(3),
            Column.number("DISK").yielding(4),
            Column.number("TEMP").yielding(6),
            Column.flexible("VERSION").atLeast(7).yielding(7),
            Column.fixed("LAST SEEN").yielding(1),
            Column.fixed("TAGS").onlyWide(),
            Column.fixed("ADDRESS").onlyWide(),
            Column.number("LOAD").onlyWide(),
            Column.number("UP").onlyWide(),
            Column.number("COMMANDS").onlyWide(),
            Column.fixed("MODEL").onlyWide(),
            Column.fixed("AGENT").onlyWide());

    private DeviceTable() {}

    /** Many devices, one a row. */
    static Table of(List<DeviceView> devices, Times times) {
        boolean anyHeld = devices.stream().anyMatch(HeldCells::isHeld);
        Table table = new Table(anyHeld ? with(HELD) : COLUMNS);
        for (DeviceView device : devices) {
            boolean named = !device.name().equals(device.id().value());
            List<Cell> row = new ArrayList<>(List.of(
                    DeviceCells.status(device.status()),
                    Cell.of(device.id().value()),
                    named ? Cell.of(device.name()) : Cell.nothing(),
                    Cell.of(device.venue()),
                    DeviceCells.percent(device.cpuPercent()),
                    DeviceCells.percent(device.memoryPercent()),
                    DeviceCells.percent(device.diskPercent()),
                    DeviceCells.temperature(device.temperatureCelsius()),
                    Cell.of(device.version().map(DeviceCells::shortVersion)),
                    Cell.of(device.lastSeen().map(times::relative))));
            row.addAll(wide(device));
            if (anyHeld) {
                row.add(new HeldCells(times).cell(device));
            }
            table.row(row.toArray(Cell[]::new));
        }
        return table;
    }

    private static List<Cell> wide(DeviceView device) {
        return List.of(
                Cell.of(String.join(",", device.tags())),
                Cell.of(device.ipAddress()),
                Cell.of(device.load1m().map(load -> String.format(Locale.ROOT, "%.2f", load))),
                Cell.of(device.uptime().map(seconds -> Times.rough(Duration.ofSeconds(seconds)))),
                Cell.of(Integer.toString(device.queuedCommands())),
                Cell.of(device.model()),
                Cell.of(device.agentVersion()));
    }

    private static List<Column> with(Column last) {
        return Stream.concat(COLUMNS.stream(), Stream.of(last)).toList();
    }
}
