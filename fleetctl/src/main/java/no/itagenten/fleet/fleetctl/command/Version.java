package no.itagenten.fleet.fleetctl.command;

import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.output.Sanitizer;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.protocol.Protocol;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fleetctl version}: this program's version; asks no server unless it is told to. */
@Command
public final class Version extends FleetCommand {

    @Option(names = "--server", description = "The server's version, too.")
    private boolean server;

    @Override
    public ExitCode run(Invocation invocation) {
        String own = Protocol.softwareVersion();
        invocation.print("fleetctl " + own + "\n");
        if (server) {
            String theirs = Sanitizer.line(invocation.client().health().version());
            invocation.print("fleetd   " + theirs + "\n");
            if (!theirs.equals(own)) {
                invocation.say(invocation.errPaint().amber("Warning: ")
                        + "the two are not of one version: what only one of them knows will be refused.");
            }
        }
        return ExitCode.DONE;
    }
}
