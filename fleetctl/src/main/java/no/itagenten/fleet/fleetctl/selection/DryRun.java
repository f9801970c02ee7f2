package no.itagenten.fleet.fleetctl.selection;

import java.util.List;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.protocol.rest.DeviceView;
import picocli.CommandLine.Option;

/** {@code --dry-run}: which devices would be touched, and nothing else. */
public final class DryRun {

    @Option(names = "--dry-run", description = "Only say which devices would be touched.")
    private boolean dryRun;

    /** Whether that was asked for; then the devices' ids are printed, one a line, as {@code --from-file} takes them. */
    public boolean tells(Invocation invocation, String verb, List<DeviceView> devices) {
        if (dryRun) {
            invocation.say(verb + " would touch " + Confirmation.count(devices) + "; nothing is done.");
            devices.forEach(device -> invocation.print(device.id() + "\n"));
        }
        return dryRun;
    }
}
