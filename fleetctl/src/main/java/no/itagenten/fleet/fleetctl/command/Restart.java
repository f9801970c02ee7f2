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
import no.itagenten.fleet.protocol.Names;
import no.itagenten.fleet.protocol.rest.DeviceView;
import no.itagenten.fleet.protocol.rest.RestartRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fleetctl restart}: has services restarted. */
@Command
public final class Restart extends FleetCommand {

    @Mixin
    private Targets targets;

    @Option(
            names = "--service",
            paramLabel = "SERVICE",
            description = "Only this service (default: all of the application's).")
    private String service;

    @Mixin
    private FleetWaitOptions wait;

    @Mixin
    private Terms terms;

    @Mixin
    private OutputOption output;

    @Override
    public ExitCode run(Invocation invocation) {
        RestartRequest request = request();
        Optional<List<DeviceView>> found = targets.settle(invocation, "Restart");
        return found.isEmpty()
                ? ExitCode.DONE
                : new Action(invocation, output)
                        .perform(found.get(), device -> invocation.client().restart(device, request), wait);
    }

    private RestartRequest request() {
        try {
            return new RestartRequest(
                    Optional.ofNullable(service).map(Names::requireService),
                    terms.expiresInSeconds(),
                    terms.deadlineSeconds(),
                    terms.acceptRisk());
        } catch (IllegalArgumentException e) {
            throw Problem.usage("--service: " + e.getMessage(), "A service is named as systemd names it.");
        }
    }
}
