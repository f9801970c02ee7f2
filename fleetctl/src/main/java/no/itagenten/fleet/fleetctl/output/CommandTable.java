package no.itagenten.fleet.fleetctl.output;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.protocol.CommandState;
import no.itagenten.fleet.protocol.rest.CommandOutcome;
import no.itagenten.fleet.protocol.rest.CommandView;

/** The table of commands. */
final class CommandTable {

    private static final List<Column> COLUMNS = List.of(
            Column.fixed("ID").yielding(1),
            Column.fixed("DEVICE"),
            Column.flexible("COMMAND").atLeast(8),
            Column.fixed("STATE"),
            Column.flexible("STEP").atLeast(6).yielding(3),
            Column.flexible("BY").yielding(4),
            Column.fixed("ASKED").yielding(2),
            Column.number("TOOK").onlyWide(),
            Column.fixed("EXPIRES").onlyWide(),
            Column.fixed("RESULT").onlyWide());

    private CommandTable() {}

    /** Many commands, one a row. */
    static Table of(List<CommandView> commands, Times times) {
        Table table = new Table(COLUMNS);
        for (CommandView command : commands) {
            table.row(
                    Cell.of(command.id().value()),
                    Cell.of(command.deviceId().value()),
                    Cell.of(CommandPrinter.what(command)),
                    CommandPrinter.state(command.state()),
                    Cell.of(step(command)),
                    Cell.of(command.requestedBy()),
                    Cell.of(times.relative(command.createdAt())),
                    Cell.of(command.finishedAt()
                            .map(end -> Duration.between(command.createdAt(), end))
                            .map(took -> Times.exact(took.isNegative() ? Duration.ZERO : took))),
                    command.state().isFinal() ? Cell.nothing() : Cell.of(times.relative(command.expiresAt())),
                    Cell.of(command.result().map(CommandOutcome::message)));
        }
        return table;
    }

    /** Where it stands, or at which step it ended badly; of one that succeeded the last step is no news. */
    private static Optional<String> step(CommandView command) {
        return command.state() == CommandState.SUCCEEDED
                ? Optional.empty()
                : command.reason().or(command::phase);
    }
}
