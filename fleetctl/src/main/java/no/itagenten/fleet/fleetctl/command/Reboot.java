package no.itagenten.fleet.fleetctl.command;

import java.util.List;
import no.itagenten.fleet.fleetctl.follow.Action;
import no.itagenten.fleet.fleetctl.follow.WaitOptions;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.OutputOption;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.selection.Confirmation;
import no.itagenten.fleet.fleetctl.selection.DeviceFinder;
import no.itagenten.fleet.fleetctl.selection.Terms;
import no.itagenten.fleet.protocol.rest.DeviceView;
import no.itagenten.fleet.protocol.rest.RebootRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleetctl reboot}: has machines rebooted; always asks, because all that they do is interrupted. */
@Command
public final class Reboot extends FleetCommand {

    @Parameters(arity = "1..*", paramLabel = "DEVICE", description = "Ids, names, or the beginning of either.")
    private List<String> devices;

    @Mixin
    private WaitOptions wait;

    @Mixin
    private Terms terms;

    @Mixin
    private Confirmation confirmation;

    @Mixin
    private OutputOption output;

    @Override
    public ExitCode run(Invocation invocation) {
        RebootRequest request =
                new RebootRequest(terms.expiresInSeconds(), terms.deadlineSeconds(), terms.acceptRisk());
        List<DeviceView> found = DeviceFinder.of(invocation.client()).findAll(devices);
        String what = found.size() == 1 ? found.get(0).name() : found.size() + " devices";
        confirmation.require(invocation, "Reboot " + what + "?");
        return new Action(invocation, output)
                .perform(found, device -> invocation.client().reboot(device, request), wait);
    }
}
