package no.itagenten.fleet.fleetctl.command;

import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.selection.DeviceFinder;
import no.itagenten.fleet.protocol.rest.DeviceView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code fleetctl device approve}: lets a device in that enrolled and waits for it. */
@Command
public final class DeviceApprove extends FleetCommand {

    @Parameters(paramLabel = "DEVICE", description = "Id, name, or the beginning of either.")
    private String device;

    @Override
    public ExitCode run(Invocation invocation) {
        DeviceView found = DeviceFinder.of(invocation.client()).find(device);
        invocation.client().approve(found.id());
        invocation.say(DeviceFinder.title(found) + " is let in; it connects within a minute.");
        return ExitCode.DONE;
    }
}
