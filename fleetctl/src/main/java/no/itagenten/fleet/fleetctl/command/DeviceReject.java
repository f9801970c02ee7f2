package no.itagenten.fleet.fleetctl.command;

import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.selection.DeviceFinder;
import no.itagenten.fleet.protocol.rest.DeviceView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code fleetctl device reject}: sends a device away that enrolled and waits. */
@Command
public final class DeviceReject extends FleetCommand {

    @Parameters(paramLabel = "DEVICE", description = "Id, name, or the beginning of either.")
    private String device;

    @Override
    public ExitCode run(Invocation invocation) {
        DeviceView found = DeviceFinder.of(invocation.client()).find(device);
        invocation.client().reject(found.id());
        invocation.say(DeviceFinder.title(found) + " is removed. As long as its token is good it may enrol again: "
                + "fleetctl enroll list");
        return ExitCode.DONE;
    }
}
