package no.itagenten.fleet.fleetctl.output;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import no.itagenten.fleet.protocol.rest.AuditEntry;

/** The audit log for people. */
public final class AuditPrinter {

    private final Times times;

    /** A printer that tells times so. */
    public AuditPrinter(Times times) {
        this.times = times;
    }

    /** One entry a row. */
    public Table table(List<AuditEntry> entries) {
        Table table = new Table(List.of(
                Column.number("ENTRY").yielding(2),
                Column.fixed("TIME"),
                Column.flexible("WHO"),
                Column.flexible("FROM").yielding(3),
                Column.fixed("ACTION"),
                Column.flexible("DEVICE"),
                Column.fixed("RESULT"),
                Column.flexible("DETAILS").atLeast(12).yielding(1)));
        for (AuditEntry entry : entries) {
            table.row(
                    Cell.of(Long.toString(entry.id())),
                    Cell.of(time(entry.at())),
                    Cell.of(entry.actor()),
                    Cell.of(entry.address()),
                    Cell.of(entry.action()),
                    Cell.of(entry.device()),
                    result(entry.result()),
                    Cell.of(details(entry)));
        }
        return table;
    }

    private String time(String at) {
        try {
            return times.local(Instant.parse(at));
        } catch (DateTimeParseException e) {
            return at; // somebody has changed it
        }
    }

    private static Cell result(String result) {
        return switch (result) {
            case "ok" -> new Cell("✔ ok", Tone.GOOD);
            case "refused", "throttled" -> new Cell("✘ " + result, Tone.WARN);
            default -> new Cell("✘ " + result, Tone.BAD);
        };
    }

    private static String details(AuditEntry entry) {
        List<String> parts = new ArrayList<>();
        entry.command().ifPresent(parts::add);
        entry.parameters().forEach((name, value) -> parts.add(name + "=" + value));
        String given = String.join(" ", parts);
        String reason = entry.reason().orElse("");
        return given.isEmpty() || reason.isEmpty() ? given + reason : given + " – " + reason;
    }
}
