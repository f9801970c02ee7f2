package no.itagenten.fleet.fleetd.access;

import java.util.Optional;
import no.itagenten.fleet.fleetd.event.Event;
import no.itagenten.fleet.protocol.json.WireJson;
import no.itagenten.fleet.protocol.rest.Removed;

/** What of the stream of changes a caller is told. A device that leaves its reach is, for it, removed. Never blocks. */
public final class ReachedEvents {

    private final Reach reach;
    private final Principal caller;

    public ReachedEvents(Reach reach, Principal caller) {
        this.reach = reach;
        this.caller = caller;
    }

    /** The event as the caller is told it; empty if it is none of its business. */
    public Optional<Event> told(Event event) {
        if (event.about().isEmpty() || !caller.scope().isLimited()) {
            return Optional.of(event);
        }
        if (event.about().get() instanceof Event.OfCommand command) {
            return Optional.of(event).filter(told -> reach.reaches(caller, command.device()));
        }
        Event.OfDevice device = (Event.OfDevice) event.about().get();
        if (device.now().filter(caller.scope()::covers).isPresent()) {
            return Optional.of(event);
        }
        return device.before().filter(caller.scope()::covers).map(left -> removed(event, device));
    }

    private static Event removed(Event event, Event.OfDevice device) {
        return new Event(
                event.id(),
                "device_removed",
                WireJson.encode(new Removed(device.device().value())),
                event.about());
    }
}
