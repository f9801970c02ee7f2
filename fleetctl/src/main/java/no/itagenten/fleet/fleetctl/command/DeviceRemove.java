package no.itagenten.fleet.fleetctl.command;

import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.selection.Confirmation;
import no.itagenten.fleet.fleetctl.selection.DeviceFinder;
import no.itagenten.fleet.protocol.rest.DeviceView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleetctl device remove}: forgets a device for good. */
@Command
public final class DeviceRemove extends FleetCommand {

    @Parameters(paramLabel = "DEVICE", description = "Id, name, or the beginning of either.")
    private String device;

    @Mixin
    private Confirmation confirmation;

    @Override
    public ExitCode run(Invocation invocation) {
        DeviceView found = DeviceFinder.of(invocation.client()).find(device);
        confirmation.require(
                invocation,
                "Remove " + DeviceFinder.title(found) + " with its logs, commands and credential, for good?");
        invocation.client().remove(found.id());
        invocation.say(DeviceFinder.title(found) + " is removed.");
        return ExitCode.DONE;
    }
}
