package no.itagenten.fleet.fleetctl.top;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import no.itagenten.fleet.fleetctl.output.Cell;
import no.itagenten.fleet.fleetctl.output.DeviceCells;
import no.itagenten.fleet.fleetctl.output.HeldCells;
import no.itagenten.fleet.fleetctl.output.LogPrinter;
import no.itagenten.fleet.fleetctl.output.Paint;
import no.itagenten.fleet.fleetctl.output.Sanitizer;
import no.itagenten.fleet.fleetctl.output.Times;
import no.itagenten.fleet.fleetctl.output.Tone;
import no.itagenten.fleet.fleetctl.selection.DeviceFinder;
import no.itagenten.fleet.fleetctl.status.Finding;
import no.itagenten.fleet.fleetctl.status.Severity;
import no.itagenten.fleet.protocol.LogLevel;
import no.itagenten.fleet.protocol.rest.DeviceView;
import no.itagenten.fleet.protocol.rest.LogEntry;

/** One device, and below it its log as it grows. At least half of the screen is for the log. */
final class DetailView {

    private static final int LABEL = 12;
    private static final int SPARK = 30;

    private record Field(String label, Cell value) {}

    private final Clock clock;
    private final Times times;

    DetailView(Clock clock) {
        this.clock = clock;
        this.times = new Times(clock);
    }

    void draw(Frame frame, TopModel model) {
        Optional<DeviceView> selected = model.selected();
        if (selected.isEmpty()) {
            frame.line("The device is gone.", Tone.WARN);
            return;
        }
        DeviceView device = selected.get();
        Cell symbol = new Condition(clock).symbol(device);
        frame.line()
                .add(symbol.text() + " ", symbol.tone())
                .add(DeviceFinder.title(device), Tone.STRONG)
                .add("  " + device.venue().map(Sanitizer::line).orElse(""), Tone.PLAIN)
                .end();
        List<Field> fields = fields(device, model);
        int most = Math.max(1, (frame.left() - 2) / 2);
        for (Field field : fields.subList(0, Math.min(most, fields.size()))) {
            frame.line()
                    .cell(new Cell(field.label(), Tone.DIM), LABEL, false)
                    .add(field.value().text(), field.value().tone())
                    .end();
        }
        log(frame, model.logs());
    }

    private List<Field> fields(DeviceView device, TopModel model) {
        List<Field> fields = new ArrayList<>();
        for (Finding finding : new Condition(clock).problems(device)) {
            boolean critical = finding.severity() == Severity.CRITICAL;
            fields.add(new Field(
                    critical ? "Wrong" : "Look at", new Cell(finding.problem(), critical ? Tone.BAD : Tone.WARN)));
            fields.add(new Field("", new Cell("→ " + finding.fix(), Tone.PLAIN)));
        }
        Cell percent = DeviceCells.percent(device.cpuPercent());
        fields.add(new Field("CPU", new Cell(percent.text() + " " + model.cpu(device.id(), SPARK), percent.tone())));
        fields.add(new Field("Memory", DeviceCells.percent(device.memoryPercent())));
        fields.add(new Field("Disk", DeviceCells.percent(device.diskPercent())));
        fields.add(new Field("Temperature", DeviceCells.temperature(device.temperatureCelsius())));
        fields.add(new Field("Last seen", Cell.of(device.lastSeen().map(times::relative))));
        fields.add(new Field("Services", services(device)));
        if (HeldCells.isHeld(device)) {
            fields.add(new Field("Leave alone", new HeldCells(times).cell(device)));
        }
        fields.add(new Field("Version", Cell.of(device.version().map(DeviceCells::shortVersion))));
        fields.add(new Field("Address", Cell.of(device.ipAddress())));
        fields.add(new Field("Tags", Cell.of(String.join(", ", device.tags()))));
        fields.add(new Field(
                "Up for", Cell.of(device.uptime().map(seconds -> Times.rough(Duration.ofSeconds(seconds))))));
        return fields;
    }

    private static Cell services(DeviceView device) {
        return Cell.of(device.services().stream()
                .map(service -> service.name() + " " + service.state())
                .collect(Collectors.joining(", ")));
    }

    private void log(Frame frame, List<LogEntry> entries) {
        frame.line("", Tone.PLAIN);
        int room = Math.max(0, frame.left() - 1);
        LogPrinter printer = new LogPrinter(times, Paint.NONE);
        for (LogEntry entry : entries.subList(Math.max(0, entries.size() - room), entries.size())) {
            String first = printer.entry(entry).lines().findFirst().orElse("");
            frame.line(first, tone(entry.level()));
        }
        if (entries.isEmpty() && room > 0) {
            frame.line("No log lines yet.", Tone.DIM);
        }
    }

    private static Tone tone(LogLevel level) {
        return switch (level) {
            case DEBUG -> Tone.DIM;
            case INFO -> Tone.PLAIN;
            case WARN -> Tone.WARN;
            case ERROR -> Tone.BAD;
        };
    }
}
