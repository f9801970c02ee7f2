package no.itagenten.fleet.fleetctl.command;

import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.selection.Confirmation;
import no.itagenten.fleet.fleetctl.selection.DeviceFinder;
import no.itagenten.fleet.protocol.rest.DeviceView;
import no.itagenten.fleet.protocol.rest.ReplaceRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleetctl device replace}: has new hardware take a device's place. */
@Command
public final class DeviceReplace extends FleetCommand {

    @Parameters(index = "0", paramLabel = "DEVICE", description = "The old one: id, name, or the beginning of either.")
    private String old;

    @Parameters(index = "1", paramLabel = "DEVICE", description = "The new hardware, enrolled and not named yet.")
    private String replacement;

    @Mixin
    private Confirmation confirmation;

    @Override
    public ExitCode run(Invocation invocation) {
        DeviceFinder finder = DeviceFinder.of(invocation.client());
        DeviceView gone = finder.find(old);
        DeviceView by = finder.find(replacement);
        confirmation.require(
                invocation,
                "Give name, venue, tags, configuration and history of " + DeviceFinder.title(gone) + " to "
                        + DeviceFinder.title(by) + ", and remove " + gone.id() + " with its credential, for good?");
        DeviceView now = invocation.client().replace(gone.id(), new ReplaceRequest(by.id()));
        invocation.say(DeviceFinder.title(now) + " has taken the place of " + gone.id() + ".");
        return ExitCode.DONE;
    }
}
