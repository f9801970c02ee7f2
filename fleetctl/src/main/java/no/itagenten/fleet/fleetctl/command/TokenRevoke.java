package no.itagenten.fleet.fleetctl.command;

import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code fleetctl token revoke}: makes a token useless, at once. */
@Command
public final class TokenRevoke extends FleetCommand {

    @Parameters(paramLabel = "TOKEN-ID", description = "The token's id, as fleetctl token list shows it.")
    private String id;

    @Override
    public ExitCode run(Invocation invocation) {
        invocation.client().revokeAccessToken(id);
        invocation.say("The token is revoked; whatever used it is refused from now on.");
        return ExitCode.DONE;
    }
}
