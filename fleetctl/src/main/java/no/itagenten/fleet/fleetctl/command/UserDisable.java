package no.itagenten.fleet.fleetctl.command;

import java.util.Optional;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.protocol.rest.UserPatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code fleetctl user disable}: logs somebody out everywhere, and in nowhere. */
@Command
public final class UserDisable extends FleetCommand {

    @Parameters(paramLabel = "NAME", description = "The user's name, as fleetctl user list shows it.")
    private String name;

    @Override
    public ExitCode run(Invocation invocation) {
        invocation
                .client()
                .changeUser(
                        name, new UserPatch(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(false)));
        invocation.say(
                name + " is logged out everywhere and cannot log in. Undo it with: fleetctl user enable " + name);
        return ExitCode.DONE;
    }
}
