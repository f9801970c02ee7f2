package no.itagenten.fleet.fleetctl.command;

import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.follow.Action;
import no.itagenten.fleet.fleetctl.follow.FleetWaitOptions;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.OutputOption;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.selection.Targets;
import no.itagenten.fleet.protocol.rest.DeviceView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code fleetctl device rotate-key}: has a device change its key. */
@Command
public final class DeviceRotateKey extends FleetCommand {

    @Mixin
    private Targets targets;

    @Mixin
    private FleetWaitOptions wait;

    @Mixin
    private OutputOption output;

    @Override
    public ExitCode run(Invocation invocation) {
        Optional<List<DeviceView>> found = targets.settle(invocation, "Change the key of");
        return found.isEmpty()
                ? ExitCode.DONE
                : new Action(invocation, output)
                        .perform(found.get(), id -> invocation.client().rotateKey(id), wait);
    }
}
