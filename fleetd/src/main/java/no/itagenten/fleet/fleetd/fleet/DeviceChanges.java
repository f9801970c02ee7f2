package no.itagenten.fleet.fleetd.fleet;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import no.itagenten.fleet.fleetd.event.EventHub;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.rest.Removed;

/**
 * Turns changes of devices into events. However often a device changes, {@link #publish}, called by the clock, makes at most one
 * event of it.
 */
public final class DeviceChanges {

    private final Set<DeviceId> changed = ConcurrentHashMap.newKeySet();
    private final DeviceViews views;
    private final EventHub events;

    public DeviceChanges(DeviceViews views, EventHub events) {
        this.views = views;
        this.events = events;
    }

    /** Something about the device has changed, or it is gone. Never blocks. */
    public void note(DeviceId id) {
        changed.add(id);
    }

    /** Makes one event of each device that has changed since the last time. */
    public void publish() {
        for (DeviceId id : List.copyOf(changed)) {
            changed.remove(id);
            views.find(id)
                    .ifPresentOrElse(
                            view -> events.publish("device", view),
                            () -> events.publish("device_removed", new Removed(id.value())));
        }
    }
}
