package no.itagenten.fleet.fleetctl.command;

import no.itagenten.fleet.fleetctl.context.ContextFile;
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
        ContextFile file = invocation.contextFile();
        Contexts contexts = file.read();
        file.write(contexts.renamed(from, Contexts.requireName(to)));
        invocation.say("Context " + from + " is called " + to + " now.");
        return ExitCode.DONE;
    }
}
