package no.itagenten.fleet.fleetctl.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.OutputOption;
import no.itagenten.fleet.fleetctl.output.Kind;
import no.itagenten.fleet.fleetctl.output.Sanitizer;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.selection.DeviceFinder;
import no.itagenten.fleet.fleetctl.selection.Targets;
import no.itagenten.fleet.protocol.rest.DeviceView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code fleetctl unlock}: lets devices be disturbed again; what waits there begins. */
@Command
public final class Unlock extends FleetCommand {

    @Mixin
    private Targets targets;

    @Mixin
    private OutputOption output;

    @Override
    public ExitCode run(Invocation invocation) {
        Optional<List<DeviceView>> found = targets.settle(invocation, "Unlock");
        if (found.isEmpty()) {
            return ExitCode.DONE;
        }
        List<DeviceView> unlocked = new ArrayList<>();
        for (DeviceView device : found.get()) {
            unlocked.add(invocation.client().unlock(device.id()));
            String title = DeviceFinder.title(device);
            if (!output.forPrograms()) {
                invocation.print(device.lock()
                                .map(lock -> title + " is unlocked; it was locked by "
                                        + Sanitizer.line(lock.owner() + ": " + lock.reason()))
                                .orElse(title + " was not locked")
                        + "\n");
            }
        }
        if (output.forPrograms()) {
            invocation.printMany(output, Kind.DEVICE, unlocked);
        }
        return ExitCode.DONE;
    }
}
