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

/** {@code fleetctl device remove}: forgets a device for good. */
@Command
public final class DeviceRemove extends FleetCommand {

    @Mixin
    private Targets targets;

    @Override
    public ExitCode run(Invocation invocation) {
        String consequence = ", with logs, commands and credential, for good";
        for (DeviceView device :
                targets.settleAlwaysAsking(invocation, "Remove", consequence).orElse(List.of())) {
            invocation.client().remove(device.id());
            invocation.say(DeviceFinder.title(device) + " is removed.");
        }
        return ExitCode.DONE;
    }
}
