package no.itagenten.fleet.fleetctl.selection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import no.itagenten.fleet.fleetctl.client.FleetClient;
import no.itagenten.fleet.fleetctl.invocation.Similar;
import no.itagenten.fleet.fleetctl.output.Sanitizer;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.rest.DeviceView;

/** Finds the devices that are meant: by id, by name, or by the beginning of either if only one has it. */
public final class DeviceFinder {

    private final List<DeviceView> devices;

    /** A finder among these. */
    public DeviceFinder(List<DeviceView> devices) {
        this.devices = List.copyOf(devices);
    }

    /** A finder among the server's devices as they are now. */
    public static DeviceFinder of(FleetClient client) {
        return new DeviceFinder(client.devices());
    }

    /**
     * The one that is meant. An exact id wins over an exact name, that over a name in other letter case, that over a beginning.
     *
     * @throws Problem of kind NO_DEVICE if there is none, USAGE if there are several
     */
    public DeviceView find(String word) {
        if (word.isEmpty()) {
            throw Problem.usage("a device's name cannot be empty", "See which there are: fleetctl devices");
        }
        String lower = word.toLowerCase(Locale.ROOT);
        List<Predicate<DeviceView>> ways = List.of(
                device -> device.id().value().equals(word),
                device -> device.name().equals(word),
                device -> device.name().equalsIgnoreCase(word)
                        || device.id().value().equalsIgnoreCase(word),
                device -> device.id().value().toLowerCase(Locale.ROOT).startsWith(lower)
                        || device.name().toLowerCase(Locale.ROOT).startsWith(lower));
        for (Predicate<DeviceView> way : ways) {
            List<DeviceView> found = devices.stream().filter(way).toList();
            if (found.size() == 1) {
                return found.get(0);
            }
            if (found.size() > 1) {
                throw ambiguous(word, found);
            }
        }
        throw none(word);
    }

    /** All that are meant, each once, in the order in which they were named. */
    public List<DeviceView> findAll(List<String> words) {
        Map<DeviceId, DeviceView> found = new LinkedHashMap<>();
        for (String word : words) {
            DeviceView device = find(word);
            found.put(device.id(), device);
        }
        return List.copyOf(found.values());
    }

    /** How a message calls a device: its id, and its name where it has one. */
    public static String title(DeviceView device) {
        String id = device.id().value();
        return device.name().equals(id) ? id : id + " (" + Sanitizer.line(device.name()) + ")";
    }

    private Problem none(String word) {
        List<String> known = new ArrayList<>();
        for (DeviceView device : devices) {
            known.add(device.id().value());
            known.add(Sanitizer.line(device.name()));
        }
        return new Problem(
                Problem.Kind.NO_DEVICE,
                "no device is called '" + word + "'",
                Similar.question(word, known, "See which there are: fleetctl devices"));
    }

    private static Problem ambiguous(String word, List<DeviceView> found) {
        String candidates = found.stream().limit(10).map(DeviceFinder::title).collect(Collectors.joining(", "));
        return Problem.usage(
                "'" + word + "' can mean " + found.size() + " devices",
                "Say which: " + candidates + (found.size() > 10 ? ", …" : ""));
    }
}
