package no.itagenten.fleet.fleetctl.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventReaderTest {

    private static List<ServerEvent> read(String stream) throws IOException {
        EventReader reader = new EventReader(new ByteArrayInputStream(stream.getBytes(StandardCharsets.UTF_8)));
        List<ServerEvent> events = new ArrayList<>();
        for (Optional<ServerEvent> event = reader.next(); event.isPresent(); event = reader.next()) {
            events.add(event.get());
        }
        return events;
    }

    @Test
    void readsEventsAndPassesOverComments() throws IOException {
        List<ServerEvent> events = read(": hello\n\nid: 7\nevent: log\ndata: {\"å\":1}\n\ndata:x\ndata: y\n\n");

        assertThat(events)
                .containsExactly(new ServerEvent("log", "{\"å\":1}", "7"), new ServerEvent("message", "x\ny", "7"));
    }

    @Test
    void takesEveryKindOfLineEnd() throws IOException {
        assertThat(read("event: a\r\ndata: 1\r\n\r\nevent: b\rdata: 2\r\r"))
                .containsExactly(new ServerEvent("a", "1", ""), new ServerEvent("b", "2", ""));
    }

    @Test
    void anUnfinishedEventDoesNotCount() throws IOException {
        assertThat(read("id: 1\ndata: x\n\nid: 2\ndata: y\n")).containsExactly(new ServerEvent("message", "x", "1"));
    }

    @Test
    void boundsAnEvent() {
        assertThatThrownBy(() -> read("data: " + "x".repeat(1 << 21))).isInstanceOf(NotHttpException.class);
        assertThatThrownBy(() -> read(("data: " + "x".repeat(1000) + "\n").repeat(1100)))
                .isInstanceOf(NotHttpException.class);
    }
}
