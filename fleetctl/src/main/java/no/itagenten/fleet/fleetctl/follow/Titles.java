package no.itagenten.fleet.fleetctl.follow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.itagenten.fleet.fleetctl.selection.DeviceFinder;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.rest.DeviceView;

/** How messages call devices: with their names where they are known. Immutable. */
public final class Titles {

    private final Map<DeviceId, String> titles = new HashMap<>();

    /** Titles for these devices; any other goes by its id. */
    public Titles(List<DeviceView> devices) {
        for (DeviceView device : devices) {
            titles.put(device.id(), DeviceFinder.title(device));
        }
    }

    /** What to call it. */
    public String of(DeviceId id) {
        return titles.getOrDefault(id, id.value());
    }
}
