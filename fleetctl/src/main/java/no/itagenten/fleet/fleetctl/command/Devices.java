package no.itagenten.fleet.fleetctl.command;

import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.ListOption;
import no.itagenten.fleet.fleetctl.invocation.Listing;
import no.itagenten.fleet.fleetctl.output.DevicePrinter;
import no.itagenten.fleet.fleetctl.output.Kind;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.selection.DeviceSelection;
import no.itagenten.fleet.fleetctl.watch.ListContent;
import no.itagenten.fleet.fleetctl.watch.WatchOption;
import no.itagenten.fleet.protocol.rest.DeviceView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code fleetctl devices}: all devices, or those that are selected. */
@Command
public final class Devices extends FleetCommand {

    @Mixin
    private DeviceSelection selection;

    @Mixin
    private ListOption output;

    @Mixin
    private WatchOption watch;

    @Override
    public ExitCode run(Invocation invocation) {
        Listing<DeviceView> listing = new Listing<>(
                Kind.DEVICE,
                devices -> new DevicePrinter(invocation.times()).table(devices),
                selection.given()
                        ? "No device fits."
                        : "There are no devices yet. Make a token for the first: fleetctl enroll create");
        if (watch.given()) {
            ListContent<DeviceView> content = new ListContent<>(
                    invocation, output, listing, () -> selection.filter(invocation), Devices::id, Devices::id);
            return watch.run(invocation, content, !output.forPrograms(), "device", "device_removed");
        }
        invocation.printList(output, listing, selection.filter(invocation));
        return ExitCode.DONE;
    }

    private static String id(DeviceView device) {
        return device.id().value();
    }
}
