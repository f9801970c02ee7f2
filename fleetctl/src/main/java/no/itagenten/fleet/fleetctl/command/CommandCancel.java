package no.itagenten.fleet.fleetctl.command;

import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.OutputOption;
import no.itagenten.fleet.fleetctl.output.CommandPrinter;
import no.itagenten.fleet.fleetctl.output.Kind;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.fleetctl.selection.Converters;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.CommandState;
import no.itagenten.fleet.protocol.rest.CommandView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleetctl command cancel}: takes a command back. */
@Command
public final class CommandCancel extends FleetCommand {

    @Parameters(paramLabel = "ID", converter = Converters.OfCommandId.class, description = "The command's id.")
    private CommandId id;

    @Mixin
    private OutputOption output;

    @Override
    public ExitCode run(Invocation invocation) {
        CommandView command = invocation.client().cancel(id);
        if (output.forPrograms()) {
            invocation.printOne(output, Kind.COMMAND, command);
        }
        if (command.state() == CommandState.CANCELED) {
            invocation.say("The command is canceled; nothing was done.");
            return ExitCode.DONE;
        }
        if (command.state().isFinal()) {
            throw new Problem(
                    Problem.Kind.FAILED,
                    "the command had ended before: " + CommandPrinter.name(command.state()),
                    "Everything about it: fleetctl command show " + id);
        }
        invocation.say("The device is asked to stop. See how it ends with: fleetctl command wait " + id);
        return ExitCode.DONE;
    }
}
