package no.itagenten.fleet.fleetctl.command;

import java.util.List;
import no.itagenten.fleet.fleetctl.follow.Action;
import no.itagenten.fleet.fleetctl.follow.WaitOptions;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.OutputOption;
import no.itagenten.fleet.fleetctl.output.ServicePrinter;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.fleetctl.selection.DeviceFinder;
import no.itagenten.fleet.fleetctl.selection.Terms;
import no.itagenten.fleet.protocol.Names;
import no.itagenten.fleet.protocol.ServiceAction;
import no.itagenten.fleet.protocol.rest.DeviceView;
import no.itagenten.fleet.protocol.rest.ServiceRequest;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What is done with one service of one device; the commands differ in what that is. */
abstract class OneService extends FleetCommand {

    @Parameters(index = "0", paramLabel = "DEVICE", description = "Id, name, or the beginning of either.")
    private String device;

    @Parameters(index = "1", paramLabel = "SERVICE", description = "One of the device's own list.")
    private String service;

    @Mixin
    private WaitOptions wait;

    @Mixin
    private Terms terms;

    @Mixin
    private OutputOption output;

    private final ServiceAction action;

    OneService(ServiceAction action) {
        this.action = action;
    }

    @Override
    public ExitCode run(Invocation invocation) {
        ServiceRequest request = request();
        DeviceView found = DeviceFinder.of(invocation.client()).find(device);
        return new Action(invocation, output)
                .perform(
                        List.of(found),
                        id -> invocation.client().service(id, request),
                        wait,
                        ended -> ended.forEach(command -> ServicePrinter.sheet(command, invocation.outPaint())
                                .ifPresent(invocation::print)));
    }

    private ServiceRequest request() {
        try {
            return new ServiceRequest(
                    Names.requireService(service),
                    action,
                    terms.expiresInSeconds(),
                    terms.deadlineSeconds(),
                    terms.acceptRisk());
        } catch (IllegalArgumentException e) {
            throw Problem.usage("SERVICE: " + e.getMessage(), "A service is named as systemd names it.");
        }
    }
}
