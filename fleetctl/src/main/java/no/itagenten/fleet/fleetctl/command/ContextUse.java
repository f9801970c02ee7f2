package no.itagenten.fleet.fleetctl.command;

import no.itagenten.fleet.fleetctl.context.Context;
import no.itagenten.fleet.fleetctl.context.ContextFile;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code fleetctl context use}: chooses the server that is meant from now on. */
@Command
public final class ContextUse extends FleetCommand {

    @Parameters(paramLabel = "CONTEXT", description = "Its name.")
    private String name;

    @Override
    public ExitCode run(Invocation invocation) {
        ContextFile file = invocation.contextFile();
        Context context = file.update(contexts -> {
                    contexts.require(name);
                    return contexts.using(name);
                })
                .require(name);
        invocation.say("From now on " + context.url() + " is meant (context " + name + ").");
        return ExitCode.DONE;
    }
}
