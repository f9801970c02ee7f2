package no.itagenten.fleet.fleetctl.command;

import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.ListOption;
import no.itagenten.fleet.fleetctl.output.Kind;
import no.itagenten.fleet.fleetctl.output.TokenPrinter;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code fleetctl enroll list}: the enrolment tokens, without their secrets. */
@Command
public final class EnrollList extends FleetCommand {

    @Mixin
    private ListOption output;

    @Override
    public ExitCode run(Invocation invocation) {
        invocation.printList(
                output,
                Kind.ENROLLMENT_TOKEN,
                invocation.client().enrollmentTokens(),
                tokens -> new TokenPrinter(invocation.times(), invocation.clock()).table(tokens),
                "There are no enrolment tokens. Make one with: fleetctl enroll create");
        return ExitCode.DONE;
    }
}
