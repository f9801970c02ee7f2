package no.itagenten.fleet.fleetctl.command;

import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.follow.Action;
import no.itagenten.fleet.fleetctl.follow.FleetWaitOptions;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.OutputOption;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.selection.DeviceFinder;
import no.itagenten.fleet.protocol.rest.DeviceView;
import no.itagenten.fleet.protocol.rest.UnblockRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleetctl device unblock}: lets commits be tried again that were rolled back on a device. */
@Command
public final class DeviceUnblock extends FleetCommand {

    @Parameters(index = "0", paramLabel = "DEVICE", description = "Id, name, or the beginning of either.")
    private String device;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "COMMIT",
            description = "Its id or the first seven or more digits of it (default: every blocked commit).")
    private String commit;

    @Mixin
    private FleetWaitOptions wait;

    @Mixin
    private OutputOption output;

    @Override
    public ExitCode run(Invocation invocation) {
        UnblockRequest request = new UnblockRequest(Optional.ofNullable(commit), Optional.empty());
        DeviceView found = DeviceFinder.of(invocation.client()).find(device);
        return new Action(invocation, output)
                .perform(List.of(found), id -> invocation.client().unblock(id, request), wait);
    }
}
