package no.itagenten.fleet.fleetctl.command;

import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.follow.Action;
import no.itagenten.fleet.fleetctl.follow.FleetWaitOptions;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.OutputOption;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.fleetctl.selection.Targets;
import no.itagenten.fleet.fleetctl.selection.Terms;
import no.itagenten.fleet.protocol.release.ReleaseVersion;
import no.itagenten.fleet.protocol.rest.AgentUpdateRequest;
import no.itagenten.fleet.protocol.rest.DeviceView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fleetctl agent update}: has the agents of devices replaced; asks when it is more than one. */
@Command
public final class AgentUpdate extends FleetCommand {

    @Mixin
    private Targets targets;

    @Option(
            names = "--version",
            paramLabel = "VERSION",
            description = "A release that the server holds (default: the highest of them).")
    private String version;

    @Mixin
    private FleetWaitOptions wait;

    @Mixin
    private Terms terms;

    @Mixin
    private OutputOption output;

    @Override
    public ExitCode run(Invocation invocation) {
        AgentUpdateRequest request = request();
        Optional<List<DeviceView>> found = targets.settle(invocation, "Replace the agent of");
        return found.isEmpty()
                ? ExitCode.DONE
                : new Action(invocation, output)
                        .perform(found.get(), device -> invocation.client().updateAgent(device, request), wait);
    }

    private AgentUpdateRequest request() {
        try {
            return new AgentUpdateRequest(
                    Optional.ofNullable(version).map(ReleaseVersion::parse).map(ReleaseVersion::toString),
                    terms.expiresInSeconds(),
                    terms.deadlineSeconds(),
                    terms.acceptRisk());
        } catch (IllegalArgumentException e) {
            throw Problem.usage("--version: " + e.getMessage(), "See what there is: fleetctl agent releases");
        }
    }
}
