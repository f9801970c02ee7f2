package no.itagenten.fleet.fleetctl.command;

import java.util.Optional;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.protocol.rest.UserPatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code fleetctl user enable}: lets somebody log in again. */
@Command
public final class UserEnable extends FleetCommand {

    @Parameters(paramLabel = "NAME", description = "The user's name, as fleetctl user list shows it.")
    private String name;

    @Override
    public ExitCode run(Invocation invocation) {
        invocation
                .client()
                .changeUser(
                        name, new UserPatch(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(true)));
        invocation.say(name + " can log in again.");
        return ExitCode.DONE;
    }
}
