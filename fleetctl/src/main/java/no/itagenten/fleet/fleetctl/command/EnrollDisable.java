package no.itagenten.fleet.fleetctl.command;

import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code fleetctl enroll disable}: lets an enrolment token rest. */
@Command
public final class EnrollDisable extends FleetCommand {

    @Parameters(paramLabel = "TOKEN-ID", description = "The token's id, as fleetctl enroll list shows it.")
    private String id;

    @Override
    public ExitCode run(Invocation invocation) {
        invocation.client().enableEnrollmentToken(id, false);
        invocation.say("The token enrols nobody any more, until: fleetctl enroll enable " + id);
        return ExitCode.DONE;
    }
}
