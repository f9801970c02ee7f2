package no.itagenten.fleet.fleetctl.command;

import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.protocol.Protocol;
import picocli.CommandLine.Command;

/** {@code fleetctl version}: this program's version; asks no server. */
@Command
public final class Version extends FleetCommand {

    @Override
    public ExitCode run(Invocation invocation) {
        invocation.print("fleetctl " + Protocol.softwareVersion() + "\n");
        return ExitCode.DONE;
    }
}
