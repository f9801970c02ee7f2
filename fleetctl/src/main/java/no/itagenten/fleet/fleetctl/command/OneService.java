package no.itagenten.fleet.fleetctl.command;

import java.util.List;
import no.itagenten.fleet.fleetctl.follow.Action;
import no.itagenten.fleet.fleetctl.follow.FleetWaitOptions;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.OutputOption;
import no.itagenten.fleet.fleetctl.output.ServicePrinter;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.fleetctl.selection.Confirmation;
import no.itagenten.fleet.fleetctl.selection.DryRun;
import no.itagenten.fleet.fleetctl.selection.SelectionOptions;
import no.itagenten.fleet.fleetctl.selection.Terms;
import no.itagenten.fleet.protocol.Names;
import no.itagenten.fleet.protocol.ServiceAction;
import no.itagenten.fleet.protocol.rest.DeviceView;
import no.itagenten.fleet.protocol.rest.ServiceRequest;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What is done with one service of one device; the commands differ in what that is. */
abstract class OneService extends FleetCommand {

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "DEVICE",
            description = "Id, name, the beginning of either, or a pattern; left out where options select devices.")
    private String device;

    @Parameters(index = "1", arity = "0..1", paramLabel = "SERVICE", description = "One of the device's own list.")
    private String service;

    @Mixin
    private SelectionOptions selection;

    @Mixin
    private Confirmation confirmation;

    @Mixin
    private DryRun dryRun;

    @Mixin
    private FleetWaitOptions wait;

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
        // With devices selected by options the only word is the service.
        boolean serviceOnly = service == null && selection.given();
        List<String> words = serviceOnly || device == null ? List.of() : List.of(device);
        ServiceRequest request = request(serviceOnly ? device : service);
        List<DeviceView> found = selection.choose(invocation, words);
        String verb = verb();
        if (dryRun.tells(invocation, verb, found)) {
            return ExitCode.DONE;
        }
        if (action != ServiceAction.STATUS) {
            confirmation.requireForSeveral(invocation, verb, found, selection.all());
        }
        return new Action(invocation, output)
                .perform(
                        found,
                        id -> invocation.client().service(id, request),
                        wait,
                        ended -> ended.forEach(command -> ServicePrinter.sheet(command, invocation.outPaint())
                                .ifPresent(invocation::print)));
    }

    private String verb() {
        return switch (action) {
            case START -> "Start it on";
            case STOP -> "Stop it on";
            case STATUS -> "Look at it on";
        };
    }

    private ServiceRequest request(String name) {
        if (name == null) {
            throw Problem.usage("SERVICE is missing", "For example: fleetctl service status kirke-1 r58-recorder");
        }
        try {
            return new ServiceRequest(
                    Names.requireService(name),
                    action,
                    terms.expiresInSeconds(),
                    terms.deadlineSeconds(),
                    terms.acceptRisk());
        } catch (IllegalArgumentException e) {
            throw Problem.usage("SERVICE: " + e.getMessage(), "A service is named as systemd names it.");
        }
    }
}
