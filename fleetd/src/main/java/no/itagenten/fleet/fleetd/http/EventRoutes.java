package no.itagenten.fleet.fleetd.http;

import io.undertow.server.HttpServerExchange;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.fleetd.access.Access;
import no.itagenten.fleet.fleetd.access.Principal;
import no.itagenten.fleet.fleetd.access.Reach;
import no.itagenten.fleet.fleetd.access.ReachedEvents;
import no.itagenten.fleet.fleetd.access.Role;
import no.itagenten.fleet.fleetd.access.Subject;
import no.itagenten.fleet.fleetd.event.EventHub;

/** {@code /api/events}: what changes in the caller's part of the fleet, for as long as it is the caller's. */
final class EventRoutes {

    private final EventHub events;
    private final EventStreams streams;
    private final Access access;
    private final Reach reach;

    EventRoutes(EventHub events, EventStreams streams, Access access, Reach reach) {
        this.events = events;
        this.streams = streams;
        this.access = access;
        this.reach = reach;
    }

    List<Route> routes() {
        return List.of(Route.raw("GET", "/api/events", Role.VIEWER, Subject.FILTERED_LIST, this::follow));
    }

    private void follow(HttpServerExchange exchange, ApiRequest request) throws Exception {
        Principal caller = request.requirePrincipal();
        ReachedEvents reached = new ReachedEvents(reach, caller);
        streams.open(
                exchange, () -> access.holds(caller), (stream, lastEventId) -> changes(reached, stream, lastEventId));
    }

    private void changes(ReachedEvents reached, EventStream stream, Optional<String> lastEventId) {
        EventHub.Subscriber subscriber =
                event -> reached.told(event).ifPresent(told -> stream.send(told.name(), told.id(), told.json()));
        events.subscribe(subscriber, lastEventId);
        stream.onClose(() -> events.unsubscribe(subscriber));
    }
}
