package no.itagenten.fleet.fleetctl.command;

import no.itagenten.fleet.fleetctl.context.Context;
import no.itagenten.fleet.fleetctl.context.ContextFile;
import no.itagenten.fleet.fleetctl.context.Contexts;
import no.itagenten.fleet.fleetctl.context.Target;
import no.itagenten.fleet.fleetctl.context.TargetChoice;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.output.Sanitizer;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.problem.Problem;
import picocli.CommandLine.Command;

/** {@code fleetctl logout}: ends the login on the server, and forgets the stored token. */
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
        String ended = context.token().isEmpty() ? "there was no token" : end(invocation, target(name, context));
        file.update(now -> now.find(name).isPresent() ? now.with(name, context.withoutToken()) : now);
        invocation.say("Logged out of " + context.url() + ": " + ended + ".");
        return ExitCode.DONE;
    }

    private static Target target(String name, Context context) {
        Target target = Target.of(name, context);
        TargetChoice.requireSafe(target);
        return target;
    }

    /** Whatever the server says, the token is forgotten here afterwards. */
    private static String end(Invocation invocation, Target target) {
        try {
            return invocation.clientOf(target).logOut().revoked()
                    ? "its token is revoked"
                    : "its token is forgotten here, but is a machine's and stays good (fleetctl token revoke)";
        } catch (Problem e) {
            return e.kind() == Problem.Kind.NOT_ALLOWED
                    ? "its token was not good any more"
                    : "its token is forgotten here, but the server could not be told (" + Sanitizer.line(e.getMessage())
                            + "), so it is good until it is revoked there";
        }
    }
}
