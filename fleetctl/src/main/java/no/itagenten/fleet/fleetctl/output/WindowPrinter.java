package no.itagenten.fleet.fleetctl.output;

import java.util.List;
import no.itagenten.fleet.protocol.rest.WindowRule;

/** Maintenance windows for people. */
public final class WindowPrinter {

    private WindowPrinter() {}

    /** One rule a row. */
    public static Table table(List<WindowRule> rules) {
        Table table = new Table(List.of(Column.fixed("OF"), Column.fixed("NAME"), Column.flexible("WINDOWS")));
        for (WindowRule rule : rules) {
            table.row(
                    Cell.of(rule.tag().isPresent() ? "tag" : "device"),
                    Cell.of(rule.tag().or(() -> rule.deviceId().map(id -> id.value()))),
                    rule.windows().isEmpty()
                            ? new Cell("at any time", Tone.DIM)
                            : Cell.of(String.join("; ", rule.windows())));
        }
        return table;
    }
}
