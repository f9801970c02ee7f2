package no.itagenten.fleet.fleetctl.command;

import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.OutputOption;
import no.itagenten.fleet.fleetctl.output.DevicePrinter;
import no.itagenten.fleet.fleetctl.output.Kind;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.selection.DeviceFinder;
import no.itagenten.fleet.protocol.rest.DeviceView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleetctl device show}: everything about one device. */
@Command
public final class DeviceShow extends FleetCommand {

    @Parameters(paramLabel = "DEVICE", description = "Id, name, or the beginning of either.")
    private String device;

    @Mixin
    private OutputOption output;

    @Override
    public ExitCode run(Invocation invocation) {
        DeviceView found = DeviceFinder.of(invocation.client()).find(device);
        if (output.forPrograms()) {
            invocation.printOne(output, Kind.DEVICE, found);
        } else {
            invocation.print(new DevicePrinter(invocation.times()).sheet(found).render(invocation.outPaint()));
        }
        return ExitCode.DONE;
    }
}
