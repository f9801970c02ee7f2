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

/** {@code fleetctl device reset-credential}: lets a device whose key was lost or stolen enrol anew. */
@Command
public final class DeviceResetCredential extends FleetCommand {

    @Parameters(paramLabel = "DEVICE", description = "Id, name, or the beginning of either.")
    private String device;

    @Mixin
    private Confirmation confirmation;

    @Override
    public ExitCode run(Invocation invocation) {
        DeviceView found = DeviceFinder.of(invocation.client()).find(device);
        confirmation.require(
                invocation,
                "Take the credential of " + DeviceFinder.title(found)
                        + " away? It is cut off until it enrols with a new token.");
        invocation.client().resetCredential(found.id());
        invocation.say("The credential of " + DeviceFinder.title(found) + " is gone; its connection is closed.");
        invocation.say("To let it in again, make a token: fleetctl enroll create");
        return ExitCode.DONE;
    }
}
