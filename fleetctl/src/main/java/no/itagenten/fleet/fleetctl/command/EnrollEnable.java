package no.itagenten.fleet.fleetctl.command;

import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code fleetctl enroll enable}: lets an enrolment token work again. */
@Command
public final class EnrollEnable extends FleetCommand {

    @Parameters(paramLabel = "TOKEN-ID", description = "The token's id, as fleetctl enroll list shows it.")
    private String id;

    @Override
    public ExitCode run(Invocation invocation) {
        invocation.client().enableEnrollmentToken(id, true);
        invocation.say("The token enrols again.");
        return ExitCode.DONE;
    }
}
