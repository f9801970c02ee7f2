package no.itagenten.fleet.fleetd.fleet;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import no.itagenten.fleet.fleetd.device.Labels;
import no.itagenten.fleet.fleetd.event.Event;
import no.itagenten.fleet.fleetd.event.EventHub;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.rest.DeviceView;
import no.itagenten.fleet.protocol.rest.Removed;

/**
 * Turns changes of devices into events. However often a device changes, {@link #publish}, called by the clock, makes at most one
 * event of it.
 */
public final class DeviceChanges {

    private final Set<DeviceId> changed = ConcurrentHashMap.newKeySet();
    /** The labels that were told last: whoever reached a device by them learns that it does no longer. */
    private final Map<DeviceId, Labels> told = new ConcurrentHashMap<>();

    private final DeviceViews views;
    private final EventHub events;

    public DeviceChanges(DeviceViews views, EventHub events) {
        this.views = views;
        this.events = events;
        views.list().forEach(view -> told.put(view.id(), labels(view)));
    }

    /** Something about the device has changed, or it is gone. Never blocks. */
    public void note(DeviceId id) {
        if (!told.containsKey(id)) { // a new one, which whoever reads the list knows before it is told
            views.find(id).ifPresent(view -> told.putIfAbsent(id, labels(view)));
        }
        changed.add(id);
    }

    /** Makes one event of each device that has changed since the last time. */
    public void publish() {
        for (DeviceId id : List.copyOf(changed)) {
            changed.remove(id);
            Optional<DeviceView> view = views.find(id);
            Optional<Labels> now = view.map(DeviceChanges::labels);
            Optional<Labels> before = Optional.ofNullable(now.isPresent() ? told.put(id, now.get()) : told.remove(id));
            Event.About about = new Event.OfDevice(id, before, now);
            view.ifPresentOrElse(
                    there -> events.publish("device", there, about),
                    () -> events.publish("device_removed", new Removed(id.value()), about));
        }
    }

    private static Labels labels(DeviceView view) {
        return new Labels(view.name(), view.venue(), view.tags());
    }
}
