package no.itagenten.fleet.fleetctl.command;

import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.ListOption;
import no.itagenten.fleet.fleetctl.output.Kind;
import no.itagenten.fleet.fleetctl.output.ReleasePrinter;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code fleetctl agent releases}: the releases of the agent that devices may fetch. */
@Command
public final class AgentReleases extends FleetCommand {

    @Mixin
    private ListOption output;

    @Override
    public ExitCode run(Invocation invocation) {
        invocation.printList(
                output,
                Kind.AGENT_RELEASE,
                invocation.client().agentReleases(),
                releases -> new ReleasePrinter(invocation.times()).table(releases),
                "The server holds no release of the agent. Upload one with: fleetctl agent upload FILE");
        return ExitCode.DONE;
    }
}
