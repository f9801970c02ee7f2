package no.itagenten.fleet.fleetctl.command;

import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.OutputOption;
import no.itagenten.fleet.fleetctl.output.ConfigPrinter;
import no.itagenten.fleet.fleetctl.output.Kind;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.selection.DeviceFinder;
import no.itagenten.fleet.protocol.rest.ConfigView;
import no.itagenten.fleet.protocol.rest.DeviceView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleetctl config get}: a device's configuration, as wished for and as it is. */
@Command
public final class ConfigGet extends FleetCommand {

    @Parameters(paramLabel = "DEVICE", description = "Id, name, or the beginning of either.")
    private String device;

    @Mixin
    private OutputOption output;

    @Override
    public ExitCode run(Invocation invocation) {
        DeviceView found = DeviceFinder.of(invocation.client()).find(device);
        ConfigView config = invocation.client().config(found.id());
        if (output.forPrograms()) {
            invocation.printOne(output, Kind.CONFIG, config);
        } else {
            invocation.print(ConfigPrinter.table(config));
        }
        return ExitCode.DONE;
    }
}
