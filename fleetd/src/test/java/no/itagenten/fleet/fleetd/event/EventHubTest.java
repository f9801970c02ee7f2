package no.itagenten.fleet.fleetd.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.rest.Removed;
import org.junit.jupiter.api.Test;

class EventHubTest {

    private static final Event.About ABOUT = new Event.OfCommand(new DeviceId("d0"));

    private final EventHub hub = new EventHub("epoch");
    private final List<Event> told = new ArrayList<>();

    private static List<String> ids(List<Event> events) {
        return events.stream().map(Event::id).toList();
    }

    private void publish(int count) {
        IntStream.range(0, count).forEach(i -> hub.publish("device_removed", new Removed("d" + i), ABOUT));
    }

    @Test
    void aSubscriberGetsReadyAndThenEveryEvent() {
        publish(2);

        hub.subscribe(told::add, Optional.empty());
        publish(1);

        assertThat(told)
                .containsExactly(
                        new Event("epoch-2", "ready", "{}"),
                        new Event("epoch-3", "device_removed", "{\"id\":\"d0\"}", Optional.of(ABOUT)));
    }

    @Test
    void oneThatComesBackGetsWhatItMissedOnceAndInOrder() {
        publish(5);

        hub.subscribe(told::add, Optional.of("epoch-3"));
        publish(1);

        assertThat(ids(told)).containsExactly("epoch-3", "epoch-4", "epoch-5", "epoch-6");
        assertThat(told.get(0).name()).isEqualTo("ready");
    }

    @Test
    void oneThatCameBeforeTheFirstEventMissesNothingEither() {
        hub.subscribe(told::add, Optional.empty());
        String ready = told.get(0).id();
        publish(2);
        List<Event> again = new ArrayList<>();

        hub.subscribe(again::add, Optional.of(ready));

        assertThat(ids(again)).containsExactly("epoch-0", "epoch-1", "epoch-2");
    }

    @Test
    void oneThatMissedNothingGetsNothing() {
        publish(3);

        hub.subscribe(told::add, Optional.of("epoch-3"));

        assertThat(told).extracting(Event::name).containsExactly("ready");
    }

    @Test
    void oneThatWasAwayTooLongBeginsAnew() {
        publish(1_002);

        hub.subscribe(told::add, Optional.of("epoch-1"));

        assertThat(told)
                .containsExactly(new Event("epoch-1002", "ready", "{}"), new Event("epoch-1002", "reset", "{}"));
    }

    @Test
    void anIdOfAnotherRunOrOfTheFutureBeginsAnew() {
        publish(3);

        for (String id : List.of("other-2", "epoch-4", "nonsense", "epoch-")) {
            told.clear();
            hub.subscribe(told::add, Optional.of(id));
            assertThat(told).extracting(Event::name).containsExactly("ready", "reset");
        }
    }

    @Test
    void aSubscriberMayLeaveWhileItIsBeingTold() {
        EventHub.Subscriber[] leaving = new EventHub.Subscriber[1];
        leaving[0] = event -> {
            if (!event.name().equals("ready")) {
                hub.unsubscribe(leaving[0]);
            }
        };
        hub.subscribe(leaving[0], Optional.empty());
        hub.subscribe(told::add, Optional.empty());

        publish(2);

        assertThat(ids(told)).containsExactly("epoch-0", "epoch-1", "epoch-2");
    }
}
