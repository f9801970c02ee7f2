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
import no.itagenten.fleet.protocol.Text;
import no.itagenten.fleet.protocol.rest.DeviceView;

/**
 * Finds the devices that are meant: by id, by name, by the beginning of either if only one has it, or several by a pattern.
 * Immutable.
 */
public final class DeviceFinder {

    private static final String KIND = "device/";
    private static final int MOST_SHOWN = 100;

    private final List<DeviceView> devices;

    /** A finder among these. */
    public DeviceFinder(List<DeviceView> devices) {
        this.devices = List.copyOf(devices);
    }

    /** A finder among the server's devices as they are now. */
    public static DeviceFinder of(FleetClient client) {
        return new DeviceFinder(client.devices());
    }

    /** All devices there are. */
    public List<DeviceView> all() {
        return devices;
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
        String lower = bare(word).toLowerCase(Locale.ROOT);
        List<Predicate<DeviceView>> ways = List.of(
                device -> device.id().value().equals(bare(word)),
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

    /**
     * All that are meant, each once, in the order in which they were named.
     *
     * @throws Problem as {@link #find} does
     */
    public List<DeviceView> findAll(List<String> words) {
        Map<DeviceId, DeviceView> found = new LinkedHashMap<>();
        for (String word : words) {
            findEach(word).forEach(device -> found.put(device.id(), device));
        }
        return List.copyOf(found.values());
    }

    private List<DeviceView> findEach(String word) {
        if (!Glob.isOne(word)
                || devices.stream().anyMatch(device -> device.name().equals(word))) {
            return List.of(find(word));
        }
        Glob glob = Glob.of(bare(word));
        List<DeviceView> found = devices.stream()
                .filter(device -> glob.matches(device.id().value()) || glob.matches(device.name()))
                .toList();
        if (found.isEmpty()) {
            throw new Problem(
                    Problem.Kind.NO_DEVICE,
                    "no device matches '" + Text.excerpt(word, MOST_SHOWN) + "'",
                    "See which there are: fleetctl devices");
        }
        return found;
    }

    /** Without the kind before it, as {@code -o name} prints it and kubectl takes it. */
    private static String bare(String word) {
        return word.startsWith(KIND) ? word.substring(KIND.length()) : word;
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
                "no device is called '" + Text.excerpt(word, MOST_SHOWN) + "'",
                Similar.question(word, known, "See which there are: fleetctl devices"));
    }

    private static Problem ambiguous(String word, List<DeviceView> found) {
        String candidates = found.stream().limit(10).map(DeviceFinder::title).collect(Collectors.joining(", "));
        return Problem.usage(
                "'" + Text.excerpt(word, MOST_SHOWN) + "' can mean " + found.size() + " devices",
                "Say which: " + candidates + (found.size() > 10 ? ", …" : ""));
    }
}
