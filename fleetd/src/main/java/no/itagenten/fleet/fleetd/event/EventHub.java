package no.itagenten.fleet.fleetd.event;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import no.itagenten.fleet.protocol.json.WireJson;

/**
 * Tells subscribers what changed in the fleet, and remembers the last thousand events so that a subscriber that was cut off can
 * go on where it was. Safe for any thread; a subscriber must not block.
 */
public final class EventHub {

    private static final int REMEMBERED = 1000;

    /** Takes one event; called in the order of the events, one at a time. */
    public interface Subscriber {
        void accept(Event event);
    }

    /** An event's id begins with this, so that an id of an earlier run of the daemon is recognised. */
    private final String epoch;

    private final Deque<Event> recent = new ArrayDeque<>();
    private final Set<Subscriber> subscribers = new LinkedHashSet<>();
    private long sequence;

    public EventHub(String epoch) {
        this.epoch = epoch;
    }

    /**
     * @param name for example {@code device}
     * @param payload a record, turned to JSON once for all subscribers
     */
    public synchronized void publish(String name, Object payload) {
        sequence++;
        Event event = new Event(epoch + "-" + sequence, name, WireJson.encode(payload));
        recent.addLast(event);
        if (recent.size() > REMEMBERED) {
            recent.removeFirst();
        }
        subscribers.forEach(subscriber -> subscriber.accept(event));
    }

    /**
     * Subscribes, and first hands over what was missed since the event of that id, without a gap in between.
     *
     * @return false if that event is not remembered any more: the subscriber gets what comes from now on and must read the rest anew
     */
    public synchronized boolean subscribe(Subscriber subscriber, Optional<String> lastEventId) {
        boolean complete = true;
        if (lastEventId.isPresent()) {
            Optional<List<Event>> missed = after(lastEventId.get());
            complete = missed.isPresent();
            missed.ifPresent(events -> events.forEach(subscriber::accept));
        }
        subscribers.add(subscriber);
        return complete;
    }

    public synchronized void unsubscribe(Subscriber subscriber) {
        subscribers.remove(subscriber);
    }

    private Optional<List<Event>> after(String id) {
        if (id.equals(epoch + "-" + sequence)) {
            return Optional.of(List.of());
        }
        List<Event> events = new ArrayList<>();
        boolean found = false;
        for (Event event : recent) {
            if (found) {
                events.add(event);
            }
            found |= event.id().equals(id);
        }
        return found ? Optional.of(events) : Optional.empty();
    }
}
