package no.itagenten.fleet.fleetctl.command;

import no.itagenten.fleet.fleetctl.context.Target;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import picocli.CommandLine.Command;

/** {@code fleetctl context current}: which server is meant; asks none, so that a prompt can show it. */
@Command
public final class ContextCurrent extends FleetCommand {

    @Override
    public ExitCode run(Invocation invocation) {
        Target target = invocation.target();
        invocation.print(target.title() + "\n");
        if (invocation.console().terminal().output()) { // in a prompt the name is all that is wanted
            invocation.say(target.endpoint().url() + (target.token().isPresent() ? "" : " (not logged in)"));
        }
        return ExitCode.DONE;
    }
}
