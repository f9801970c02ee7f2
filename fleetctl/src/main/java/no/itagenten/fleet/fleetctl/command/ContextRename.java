package no.itagenten.fleet.fleetctl.command;

import no.itagenten.fleet.fleetctl.context.Contexts;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code fleetctl context rename}: gives a server another name here. */
@Command
public final class ContextRename extends FleetCommand {

    @Parameters(index = "0", paramLabel = "CONTEXT", description = "Its name.")
    private String from;

    @Parameters(index = "1", paramLabel = "NAME", description = "What to call it from now on.")
    private String to;

    @Override
    public ExitCode run(Invocation invocation) {
        String name = Contexts.requireName(to);
        invocation.contextFile().update(contexts -> contexts.renamed(from, name));
        invocation.say("Context " + from + " is called " + to + " now.");
        return ExitCode.DONE;
    }
}
