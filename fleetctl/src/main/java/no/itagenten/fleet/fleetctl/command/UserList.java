package no.itagenten.fleet.fleetctl.command;

import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.ListOption;
import no.itagenten.fleet.fleetctl.output.AccessPrinter;
import no.itagenten.fleet.fleetctl.output.Kind;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code fleetctl user list}: who logs in with a password. */
@Command
public final class UserList extends FleetCommand {

    @Mixin
    private ListOption output;

    @Override
    public ExitCode run(Invocation invocation) {
        invocation.printList(
                output,
                Kind.USER,
                invocation.client().users(),
                users -> new AccessPrinter(invocation.times(), invocation.clock()).users(users),
                "There are no users. Add one with: fleetctl user add NAME --role operator");
        return ExitCode.DONE;
    }
}
