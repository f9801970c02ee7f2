package no.itagenten.fleet.fleetd.event;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
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
    /** One that leaves while it is being told disturbs no other. */
    private final Set<Subscriber> subscribers = new CopyOnWriteArraySet<>();

    private long sequence;

    public EventHub(String epoch) {
        this.epoch = epoch;
    }

    /**
     * @param name for example {@code device}
     * @param payload a record, turned to JSON once for all subscribers
     * @param about by which it is decided which of them are told
     */
    public synchronized void publish(String name, Object payload, Event.About about) {
        sequence++;
        Event event = new Event(epoch + "-" + sequence, name, WireJson.encode(payload), Optional.of(about));
        recent.addLast(event);
        if (recent.size() > REMEMBERED) {
            recent.removeFirst();
        }
        subscribers.forEach(subscriber -> subscriber.accept(event));
    }

    /**
     * Subscribes. The subscriber first gets {@code ready}, then what it missed since the event of that id, then what comes from now
     * on, without a gap. If that event is not remembered any more it gets {@code reset} instead of what it missed, and must read the
     * rest anew. Those two carry the id after which the stream goes on.
     */
    public synchronized void subscribe(Subscriber subscriber, Optional<String> lastEventId) {
        String now = epoch + "-" + sequence;
        Optional<List<Event>> missed = lastEventId.isPresent() ? after(lastEventId.get()) : Optional.of(List.of());
        subscriber.accept(new Event(missed.isPresent() ? lastEventId.orElse(now) : now, "ready", "{}"));
        missed.ifPresentOrElse(
                events -> events.forEach(subscriber::accept), () -> subscriber.accept(new Event(now, "reset", "{}")));
        subscribers.add(subscriber);
    }

    /** Takes no lock: whoever leaves may hold one of its own, which {@link #publish} wants while it tells it something. */
    public void unsubscribe(Subscriber subscriber) {
        subscribers.remove(subscriber);
    }

    /** Empty if the id is not of this run, or the events that followed it are not all remembered. */
    private Optional<List<Event>> after(String id) {
        String prefix = epoch + "-";
        try {
            long number = Long.parseLong(id.startsWith(prefix) ? id.substring(prefix.length()) : "");
            long missed = sequence - number;
            return missed >= 0 && missed <= recent.size()
                    ? Optional.of(recent.stream().skip(recent.size() - missed).toList())
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
