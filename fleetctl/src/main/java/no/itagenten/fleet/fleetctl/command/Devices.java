package no.itagenten.fleet.fleetctl.command;

import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.ListOption;
import no.itagenten.fleet.fleetctl.output.DevicePrinter;
import no.itagenten.fleet.fleetctl.output.Kind;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.selection.DeviceSelection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code fleetctl devices}: all devices, or those that are selected. */
@Command
public final class Devices extends FleetCommand {

    @Mixin
    private DeviceSelection selection;

    @Mixin
    private ListOption output;

    @Override
    public ExitCode run(Invocation invocation) {
        invocation.printList(
                output,
                Kind.DEVICE,
                selection.filter(invocation),
                devices -> new DevicePrinter(invocation.times()).table(devices),
                selection.given()
                        ? "No device fits."
                        : "There are no devices yet. Make a token for the first: fleetctl enroll create");
        return ExitCode.DONE;
    }
}
