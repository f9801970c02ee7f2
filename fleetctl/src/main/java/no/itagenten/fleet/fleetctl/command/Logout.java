package no.itagenten.fleet.fleetctl.command;

import no.itagenten.fleet.fleetctl.context.Context;
import no.itagenten.fleet.fleetctl.context.ContextFile;
import no.itagenten.fleet.fleetctl.context.Contexts;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.problem.Problem;
import picocli.CommandLine.Command;

/** {@code fleetctl logout}: forgets a stored token. */
@Command
public final class Logout extends FleetCommand {

    @Override
    public ExitCode run(Invocation invocation) {
        ContextFile file = invocation.contextFile();
        Contexts contexts = file.read();
        String name = global().target()
                .context()
                .or(() -> invocation.surroundings().environment().get("R58_FLEET_CONTEXT"))
                .or(contexts::current)
                .orElseThrow(() -> new Problem(
                        Problem.Kind.NOT_ALLOWED, "not logged in to any server", "There is nothing to forget."));
        Context context = contexts.require(name);
        file.write(contexts.with(name, context.withoutToken()));
        invocation.say("The token for " + context.url()
                + " is forgotten here. The server still takes it until it is revoked there.");
        return ExitCode.DONE;
    }
}
