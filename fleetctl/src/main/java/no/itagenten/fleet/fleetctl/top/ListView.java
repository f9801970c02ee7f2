package no.itagenten.fleet.fleetctl.top;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import no.itagenten.fleet.fleetctl.output.Cell;
import no.itagenten.fleet.fleetctl.output.DeviceCells;
import no.itagenten.fleet.fleetctl.output.HeldCells;
import no.itagenten.fleet.fleetctl.output.Times;
import no.itagenten.fleet.fleetctl.output.Tone;
import no.itagenten.fleet.protocol.rest.DeviceView;

/** The devices, one a row. A narrow screen has fewer columns. */
final class ListView {

    private static final int SPARK = 8;
    private static final int LEAST_NAME = 8;

    /** @param fromColumns the narrowest screen that has it */
    private record Column(String title, int width, boolean right, int fromColumns, Function<DeviceView, Cell> cell) {}

    private final Clock clock;

    ListView(Clock clock) {
        this.clock = clock;
    }

    void draw(Frame frame, TopModel model) {
        List<DeviceView> rows = model.rows();
        List<Column> columns = columns(model, frame.columns());
        int name = LEAST_NAME;
        int taken = 2;
        for (Column column : columns) {
            taken += column.width() + 1;
        }
        name = Math.max(name, frame.columns() - taken);
        Frame.Line titles = frame.line().add("  ", Tone.PLAIN);
        for (Column column : columns) {
            titles.cell(
                    new Cell(column.title(), Tone.DIM), column.width() == 0 ? name : column.width(), column.right());
        }
        titles.end();
        int page = Math.max(1, frame.left() - 1);
        int selected = model.selectedRow(rows);
        int first = selected / page * page;
        for (int i = first; i < Math.min(rows.size(), first + page); i++) {
            boolean chosen = i == selected;
            Frame.Line line = frame.line().add(chosen ? "▸ " : "  ", Tone.STRONG);
            for (Column column : columns) {
                Cell cell = column.cell().apply(rows.get(i));
                Cell shown = chosen && column.width() == 0 ? new Cell(cell.text(), Tone.STRONG) : cell;
                line.cell(shown, column.width() == 0 ? name : column.width(), column.right());
            }
            line.end();
        }
        if (rows.isEmpty() && model.loaded()) {
            boolean none = model.devices().isEmpty();
            frame.line(none ? "  There are no devices yet." : "  No device matches '" + model.filter + "'.", Tone.DIM);
        }
    }

    private List<Column> columns(TopModel model, int screen) {
        Times times = new Times(clock);
        Condition condition = new Condition(clock);
        List<Column> all = new ArrayList<>(List.of(
                new Column("", 1, false, 0, device -> condition.symbol(device)),
                new Column("STATUS", 7, false, 44, Condition::presence),
                new Column("NAME", 0, false, 0, device -> Cell.of(device.name())),
                new Column("VENUE", 12, false, 88, device -> Cell.of(device.venue())),
                new Column("CPU", 4, true, 0, device -> DeviceCells.percent(device.cpuPercent())),
                new Column("", SPARK, false, 54, device -> new Cell(model.cpu(device.id(), SPARK), Tone.NOTE)),
                new Column("MEM", 4, true, 38, device -> DeviceCells.percent(device.memoryPercent())),
                new Column("DISK", 4, true, 38, device -> DeviceCells.percent(device.diskPercent())),
                new Column("TEMP", 6, true, 66, device -> DeviceCells.temperature(device.temperatureCelsius())),
                new Column(
                        "SEEN",
                        10,
                        true,
                        76,
                        device -> Cell.of(device.lastSeen().map(times::relative))),
                new Column("LEAVE ALONE", 28, false, 124, device -> new HeldCells(times).cell(device))));
        all.removeIf(column -> column.fromColumns() > screen + 1);
        return all;
    }
}
