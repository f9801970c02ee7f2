package no.itagenten.fleet.fleetctl.command;

import java.util.List;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.selection.DeviceFinder;
import no.itagenten.fleet.fleetctl.selection.Targets;
import no.itagenten.fleet.protocol.rest.DeviceStatus;
import no.itagenten.fleet.protocol.rest.DeviceView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code fleetctl device approve}: lets a device in that enrolled and waits for it. */
@Command
public final class DeviceApprove extends FleetCommand {

    @Mixin
    private Targets targets;

    @Override
    public ExitCode run(Invocation invocation) {
        for (DeviceView device : targets.settle(invocation, "Let in").orElse(List.of())) {
            if (device.status() != DeviceStatus.PENDING) {
                invocation.say(DeviceFinder.title(device) + " did not wait for approval; nothing was changed.");
                continue;
            }
            invocation.client().approve(device.id());
            invocation.say(DeviceFinder.title(device) + " is let in; it connects within a minute.");
        }
        return ExitCode.DONE;
    }
}
