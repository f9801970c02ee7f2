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
import no.itagenten.fleet.fleetctl.selection.Terms;
import no.itagenten.fleet.protocol.rest.DeviceView;
import no.itagenten.fleet.protocol.rest.RebootRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code fleetctl reboot}: has machines rebooted; always asks, because all that they do is interrupted. */
@Command
public final class Reboot extends FleetCommand {

    @Mixin
    private Targets targets;

    @Mixin
    private FleetWaitOptions wait;

    @Mixin
    private Terms terms;

    @Mixin
    private OutputOption output;

    @Override
    public ExitCode run(Invocation invocation) {
        RebootRequest request =
                new RebootRequest(terms.expiresInSeconds(), terms.deadlineSeconds(), terms.acceptRisk());
        Optional<List<DeviceView>> found = targets.settleAlwaysAsking(invocation, "Reboot", "");
        return found.isEmpty()
                ? ExitCode.DONE
                : new Action(invocation, output)
                        .perform(found.get(), device -> invocation.client().reboot(device, request), wait);
    }
}
