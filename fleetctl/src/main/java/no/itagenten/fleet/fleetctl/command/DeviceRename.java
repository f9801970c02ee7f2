package no.itagenten.fleet.fleetctl.command;

import java.util.Optional;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.output.Sanitizer;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.fleetctl.selection.DeviceFinder;
import no.itagenten.fleet.protocol.rest.DevicePatch;
import no.itagenten.fleet.protocol.rest.DeviceView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code fleetctl device rename}: gives a device a name. */
@Command
public final class DeviceRename extends FleetCommand {

    @Parameters(index = "0", paramLabel = "DEVICE", description = "Id, name, or the beginning of either.")
    private String device;

    @Parameters(index = "1", paramLabel = "NAME", description = "What people shall call it.")
    private String name;

    @Override
    public ExitCode run(Invocation invocation) {
        if (name.isBlank()) {
            throw Problem.usage("a device's name cannot be empty", "To go back to its id, give the id as the name.");
        }
        DeviceView found = DeviceFinder.of(invocation.client()).find(device);
        DeviceView renamed = invocation
                .client()
                .change(
                        found.id(),
                        new DevicePatch(Optional.of(name), Optional.empty(), Optional.empty(), Optional.empty()));
        invocation.say(renamed.id() + " is called " + Sanitizer.line(renamed.name()) + " now.");
        return ExitCode.DONE;
    }
}
