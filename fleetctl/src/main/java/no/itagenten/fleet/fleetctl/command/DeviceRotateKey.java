package no.itagenten.fleet.fleetctl.command;

import java.util.List;
import no.itagenten.fleet.fleetctl.follow.Action;
import no.itagenten.fleet.fleetctl.follow.WaitOptions;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.OutputOption;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.selection.DeviceFinder;
import no.itagenten.fleet.protocol.rest.DeviceView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleetctl device rotate-key}: has a device change its key. */
@Command
public final class DeviceRotateKey extends FleetCommand {

    @Parameters(paramLabel = "DEVICE", description = "Id, name, or the beginning of either.")
    private String device;

    @Mixin
    private WaitOptions wait;

    @Mixin
    private OutputOption output;

    @Override
    public ExitCode run(Invocation invocation) {
        DeviceView found = DeviceFinder.of(invocation.client()).find(device);
        return new Action(invocation, output)
                .perform(List.of(found), id -> invocation.client().rotateKey(id), wait);
    }
}
