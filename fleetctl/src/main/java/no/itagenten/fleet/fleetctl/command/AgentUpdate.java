package no.itagenten.fleet.fleetctl.command;

import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.follow.Action;
import no.itagenten.fleet.fleetctl.follow.WaitOptions;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.OutputOption;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.fleetctl.selection.Confirmation;
import no.itagenten.fleet.fleetctl.selection.DeviceFinder;
import no.itagenten.fleet.fleetctl.selection.Terms;
import no.itagenten.fleet.protocol.release.ReleaseVersion;
import no.itagenten.fleet.protocol.rest.AgentUpdateRequest;
import no.itagenten.fleet.protocol.rest.DeviceView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fleetctl agent update}: has the agents of devices replaced; asks when it is more than one. */
@Command
public final class AgentUpdate extends FleetCommand {

    @Parameters(arity = "1..*", paramLabel = "DEVICE", description = "Ids, names, or the beginning of either.")
    private List<String> devices;

    @Option(
            names = "--version",
            paramLabel = "VERSION",
            description = "A release that the server holds (default: the highest of them).")
    private String version;

    @Mixin
    private WaitOptions wait;

    @Mixin
    private Terms terms;

    @Mixin
    private Confirmation confirmation;

    @Mixin
    private OutputOption output;

    @Override
    public ExitCode run(Invocation invocation) {
        AgentUpdateRequest request = request();
        List<DeviceView> found = DeviceFinder.of(invocation.client()).findAll(devices);
        if (found.size() > 1) {
            confirmation.require(invocation, "Replace the agent of " + found.size() + " devices?");
        }
        return new Action(invocation, output)
                .perform(found, device -> invocation.client().updateAgent(device, request), wait);
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
