package no.itagenten.fleet.fleetctl.command;

import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.OutputOption;
import no.itagenten.fleet.fleetctl.output.Kind;
import no.itagenten.fleet.fleetctl.output.ServerPrinter;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code fleetctl server check}: whether the server's database is sound and has room. */
@Command
public final class ServerCheck extends FleetCommand {

    @Mixin
    private OutputOption output;

    @Override
    public ExitCode run(Invocation invocation) {
        no.itagenten.fleet.protocol.rest.ServerCheck check = invocation.client().checkServer();
        if (output.forPrograms()) {
            invocation.printOne(output, Kind.SERVER_CHECK, check);
        } else {
            invocation.print(ServerPrinter.sheet(check).render(invocation.outPaint()));
        }
        return check.ok() ? ExitCode.DONE : ExitCode.FAILED;
    }
}
