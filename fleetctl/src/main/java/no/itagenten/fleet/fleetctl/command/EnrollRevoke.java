package no.itagenten.fleet.fleetctl.command;

import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code fleetctl enroll revoke}: makes an enrolment token useless. */
@Command
public final class EnrollRevoke extends FleetCommand {

    @Parameters(paramLabel = "TOKEN-ID", description = "The token's id, as fleetctl enroll list shows it.")
    private String id;

    @Override
    public ExitCode run(Invocation invocation) {
        invocation.client().revokeEnrollmentToken(id);
        invocation.say("The token is revoked; devices that enrolled with it stay.");
        return ExitCode.DONE;
    }
}
