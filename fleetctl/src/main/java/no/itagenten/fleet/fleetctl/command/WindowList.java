package no.itagenten.fleet.fleetctl.command;

import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.ListOption;
import no.itagenten.fleet.fleetctl.output.Kind;
import no.itagenten.fleet.fleetctl.output.WindowPrinter;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code fleetctl window list}: the maintenance windows that somebody set. */
@Command
public final class WindowList extends FleetCommand {

    @Mixin
    private ListOption output;

    @Override
    public ExitCode run(Invocation invocation) {
        invocation.printList(
                output,
                Kind.WINDOW,
                invocation.client().windows(),
                WindowPrinter::table,
                "There are no maintenance windows: every device may be disturbed at any time, unless it is on air or locked.");
        return ExitCode.DONE;
    }
}
