package no.itagenten.fleet.fleetctl.output;

import no.itagenten.fleet.protocol.rest.ServerCheck;

/** How a server is. */
public final class ServerPrinter {

    private ServerPrinter() {}

    /** The result of a check, and each problem. */
    public static Sheet sheet(ServerCheck check) {
        Sheet sheet = new Sheet()
                .field("Result", check.ok() ? new Cell("ok", Tone.GOOD) : new Cell("not ok", Tone.BAD))
                .field("Version", check.version())
                .field("Schema", check.schemaVersion())
                .field("Database", Bytes.of(check.databaseBytes()))
                .field("Free space", Bytes.of(check.freeBytes()));
        check.problems().forEach(problem -> sheet.field("Problem", new Cell(Sanitizer.line(problem), Tone.BAD)));
        return sheet;
    }
}
