package no.itagenten.fleet.fleetctl.command;

import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code fleetctl agent remove}: takes a release off the server. */
@Command
public final class AgentRemove extends FleetCommand {

    @Parameters(paramLabel = "VERSION", description = "As fleetctl agent releases shows it.")
    private String version;

    @Override
    public ExitCode run(Invocation invocation) {
        invocation.client().removeAgentRelease(version);
        invocation.say("The release is removed; devices that have it keep it.");
        return ExitCode.DONE;
    }
}
