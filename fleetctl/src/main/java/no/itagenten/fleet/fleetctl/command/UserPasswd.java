package no.itagenten.fleet.fleetctl.command;

import java.util.Optional;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.output.Sanitizer;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.protocol.rest.PasswordRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleetctl user passwd}: one's own password, or, as an admin, somebody's. */
@Command
public final class UserPasswd extends FleetCommand {

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "Whose, for admins (default: one's own).")
    private String name;

    @Mixin
    private NewPassword password;

    @Override
    public ExitCode run(Invocation invocation) {
        if (name != null) {
            invocation
                    .client()
                    .setPassword(name, new PasswordRequest(Optional.empty(), password.ask(invocation, name)));
            invocation.say(name + " has a new password and is logged out everywhere.");
            return ExitCode.DONE;
        }
        String me = Sanitizer.line(invocation.client().whoami().name());
        String current = password.askKnown(invocation, "Present password of " + me);
        String next = password.ask(invocation, me);
        invocation.client().changeOwnPassword(new PasswordRequest(Optional.of(current), next));
        invocation.say("Your password is changed. You are logged out everywhere else.");
        return ExitCode.DONE;
    }
}
