package no.itagenten.fleet.fleetctl.command;

import com.google.gson.annotations.SerializedName;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import no.itagenten.fleet.fleetctl.context.Contexts;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.ListOption;
import no.itagenten.fleet.fleetctl.output.Cell;
import no.itagenten.fleet.fleetctl.output.Column;
import no.itagenten.fleet.fleetctl.output.Kind;
import no.itagenten.fleet.fleetctl.output.Table;
import no.itagenten.fleet.fleetctl.output.Tone;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code fleetctl context list}: the servers one has logged in to; never their tokens. */
@Command
public final class ContextList extends FleetCommand {

    /** A context as programs see it. */
    private record Line(
            String name,
            String url,
            boolean current,
            @SerializedName("logged_in") boolean loggedIn) {}

    @Mixin
    private ListOption output;

    @Override
    public ExitCode run(Invocation invocation) {
        Contexts contexts = invocation.contextFile().read();
        Optional<String> current =
                invocation.surroundings().environment().get("R58_FLEET_CONTEXT").or(contexts::current);
        List<Line> lines = new TreeMap<>(contexts.contexts())
                .entrySet().stream()
                        .map(entry -> new Line(
                                entry.getKey(),
                                entry.getValue().url(),
                                current.equals(Optional.of(entry.getKey())),
                                entry.getValue().token().isPresent()))
                        .toList();
        invocation.printList(
                output,
                Kind.CONTEXT,
                lines,
                ContextList::table,
                "There are no contexts yet. Log in with: fleetctl login --url URL");
        return ExitCode.DONE;
    }

    private static Table table(List<Line> lines) {
        Table table = new Table(List.of(
                Column.fixed("CURRENT"), Column.fixed("NAME"), Column.flexible("SERVER"), Column.fixed("TOKEN")));
        for (Line line : lines) {
            table.row(
                    line.current() ? new Cell("●", Tone.GOOD) : new Cell(" ", Tone.PLAIN),
                    Cell.of(line.name()),
                    Cell.of(line.url()),
                    line.loggedIn() ? Cell.of("yes") : new Cell("no", Tone.WARN));
        }
        return table;
    }
}
