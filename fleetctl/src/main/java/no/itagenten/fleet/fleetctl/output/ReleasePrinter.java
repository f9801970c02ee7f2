package no.itagenten.fleet.fleetctl.output;

import java.util.List;
import no.itagenten.fleet.protocol.rest.AgentReleaseView;

/** The agent's releases for people. */
public final class ReleasePrinter {

    private final Times times;

    /** A printer that tells times by these. */
    public ReleasePrinter(Times times) {
        this.times = times;
    }

    /** One a row. */
    public Table table(List<AgentReleaseView> releases) {
        Table table = new Table(List.of(
                Column.fixed("VERSION"),
                Column.number("SIZE"),
                Column.fixed("UPLOADED"),
                Column.flexible("SHA-256").atLeast(12).yielding(1)));
        for (AgentReleaseView release : releases) {
            table.row(
                    Cell.of(release.version()),
                    Cell.of(Bytes.of(release.size())),
                    Cell.of(release.uploadedAt().map(times::relative)),
                    Cell.of(release.sha256()));
        }
        return table;
    }
}
