package no.itagenten.fleet.fleetctl.command;

import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code fleetctl context remove}: forgets a server and its token. */
@Command
public final class ContextRemove extends FleetCommand {

    @Parameters(paramLabel = "CONTEXT", description = "Its name.")
    private String name;

    @Override
    public ExitCode run(Invocation invocation) {
        invocation.contextFile().update(contexts -> {
            contexts.require(name);
            return contexts.without(name);
        });
        invocation.say("Context " + name + " is forgotten, and its token with it.");
        return ExitCode.DONE;
    }
}
