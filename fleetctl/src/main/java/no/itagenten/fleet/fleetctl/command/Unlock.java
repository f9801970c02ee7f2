package no.itagenten.fleet.fleetctl.command;

import java.util.ArrayList;
import java.util.List;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.OutputOption;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.selection.Confirmation;
import no.itagenten.fleet.fleetctl.selection.DeviceFinder;
import no.itagenten.fleet.protocol.rest.DeviceView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleetctl unlock}: lets devices be disturbed again; what waits there begins. */
@Command
public final class Unlock extends FleetCommand {

    @Parameters(arity = "1..*", paramLabel = "DEVICE", description = "Ids, names, or the beginning of either.")
    private List<String> devices;

    @Mixin
    private Confirmation confirmation;

    @Mixin
    private OutputOption output;

    @Override
    public ExitCode run(Invocation invocation) {
        List<DeviceView> found = DeviceFinder.of(invocation.client()).findAll(devices);
        if (found.size() > 1) {
            confirmation.require(invocation, "Unlock " + found.size() + " devices?");
        }
        List<DeviceView> unlocked = new ArrayList<>();
        for (DeviceView device : found) {
            unlocked.add(invocation.client().unlock(device.id()));
            String title = DeviceFinder.title(device);
            if (!output.json()) {
                invocation.print(device.lock()
                                .map(lock ->
                                        title + " is unlocked; it was locked by " + lock.owner() + ": " + lock.reason())
                                .orElse(title + " was not locked")
                        + "\n");
            }
        }
        if (output.json()) {
            invocation.printJson(unlocked);
        }
        return ExitCode.DONE;
    }
}
