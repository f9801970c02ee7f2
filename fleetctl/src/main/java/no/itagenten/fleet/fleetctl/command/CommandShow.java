package no.itagenten.fleet.fleetctl.command;

import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.OutputOption;
import no.itagenten.fleet.fleetctl.output.CommandPrinter;
import no.itagenten.fleet.fleetctl.output.Kind;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.selection.Converters;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.rest.CommandView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleetctl command show}: everything about one command. */
@Command
public final class CommandShow extends FleetCommand {

    @Parameters(paramLabel = "ID", converter = Converters.OfCommandId.class, description = "The command's id.")
    private CommandId id;

    @Mixin
    private OutputOption output;

    @Override
    public ExitCode run(Invocation invocation) {
        CommandView command = invocation.client().command(id);
        if (output.forPrograms()) {
            invocation.printOne(output, Kind.COMMAND, command);
        } else {
            invocation.print(new CommandPrinter(invocation.times()).sheet(command, invocation.outPaint()));
        }
        return ExitCode.DONE;
    }
}
