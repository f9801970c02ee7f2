package no.itagenten.fleet.fleetctl.command;

import java.util.List;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.selection.DeviceFinder;
import no.itagenten.fleet.fleetctl.selection.Targets;
import no.itagenten.fleet.protocol.rest.DeviceView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code fleetctl device reject}: sends a device away that enrolled and waits. */
@Command
public final class DeviceReject extends FleetCommand {

    @Mixin
    private Targets targets;

    @Override
    public ExitCode run(Invocation invocation) {
        for (DeviceView device : targets.settle(invocation, "Send away").orElse(List.of())) {
            invocation.client().reject(device.id());
            invocation.say(DeviceFinder.title(device) + " is removed. To let it back, make a new token for it: "
                    + "fleetctl enroll create");
        }
        return ExitCode.DONE;
    }
}
