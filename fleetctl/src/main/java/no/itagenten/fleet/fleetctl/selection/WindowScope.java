package no.itagenten.fleet.fleetctl.selection;

import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.client.FleetClient;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.protocol.rest.DeviceView;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What maintenance windows are for: some devices, or all of a tag. */
public final class WindowScope {

    @Parameters(arity = "0..*", paramLabel = "DEVICE", description = "Ids, names, or the beginning of either.")
    private List<String> devices = List.of();

    @Option(names = "--tag", paramLabel = "TAG", description = "All devices of this tag that have none of their own.")
    private String tag;

    /** The tag; empty if it is for devices. */
    public Optional<String> tag() {
        if ((tag == null) == devices.isEmpty()) {
            throw Problem.usage("say either DEVICE or --tag", "See which there are: fleetctl window list");
        }
        return Optional.ofNullable(tag);
    }

    /** The devices; not for a tag. */
    public List<DeviceView> devices(FleetClient client) {
        return DeviceFinder.of(client).findAll(devices);
    }
}
