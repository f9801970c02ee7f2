package no.itagenten.fleet.fleetctl.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import no.itagenten.fleet.fleetctl.Sample;
import no.itagenten.fleet.fleetctl.output.Paint;
import no.itagenten.fleet.protocol.ProtocolException;
import no.itagenten.fleet.protocol.json.WireJson;
import no.itagenten.fleet.protocol.rest.CommandView;
import no.itagenten.fleet.protocol.rest.DeviceView;
import org.junit.jupiter.api.Test;

class NoticesTest {

    private final Notices notices = new Notices(Sample.CLOCK, Paint.NONE);

    private static DeviceView device(String id, String status) {
        try {
            return WireJson.decode(Sample.device(id, id, status), DeviceView.class);
        } catch (ProtocolException e) {
            throw new AssertionError(e);
        }
    }

    private static CommandView command(String id) throws ProtocolException {
        return WireJson.decode(Sample.command(id, "kirke", "failed", null), CommandView.class);
    }

    @Test
    void howTheFleetIsAtFirstIsNoNews() {
        notices.all(List.of(device("kirke", "offline")));

        assertThat(notices.take()).isEmpty();
    }

    @Test
    void whatChangedWhileNobodyCouldTellIsNews() {
        notices.all(List.of(device("kirke", "online"), device("kapell", "offline")));

        notices.all(List.of(device("kirke", "offline"), device("kapell", "online")));

        assertThat(notices.take()).containsExactly("● kapell is online again", "○ kirke is offline");
    }

    @Test
    void manyOfAKindAreOneLine() {
        notices.all(
                IntStream.range(0, 9).mapToObj(i -> device("d" + i, "online")).toList());

        IntStream.range(0, 9).forEach(i -> notices.device(device("d" + i, "offline")));

        assertThat(notices.take())
                .singleElement()
                .asString()
                .startsWith("○ 9 devices are offline: d")
                .endsWith(", …");
    }

    @Test
    void aDeviceThatWasRemovedIsForgotten() {
        notices.all(List.of(device("kirke", "online")));
        notices.device(device("kirke", "offline"));

        notices.removed("kirke");

        assertThat(notices.take()).isEmpty();
        assertThat(notices.device(device("kirke", "online"))).as("it is new").isTrue();
    }

    @Test
    void theServerGoesAndComesOnce() {
        notices.connection(false);
        notices.connection(false);
        List<String> gone = notices.take();

        notices.connection(true);

        assertThat(gone).containsExactly("○ the server cannot be reached; it is tried again");
        assertThat(notices.take()).containsExactly("● the server is there again");
        assertThat(notices.take()).isEmpty();
    }

    @Test
    void anotherServersFleetIsNoNews() {
        notices.all(List.of(device("kirke", "online")));
        notices.device(device("kirke", "offline"));

        notices.forget();
        notices.all(List.of(device("kirke", "online")));

        assertThat(notices.take()).isEmpty();
    }

    @Test
    void nothingIsToldWhileACommandRuns() throws Exception {
        notices.all(List.of(device("kirke", "online")));
        notices.busy();
        notices.device(device("kirke", "offline"));

        List<String> meanwhile = notices.take();
        notices.idle();

        assertThat(meanwhile).isEmpty();
        assertThat(notices.take()).containsExactly("○ kirke is offline");
    }

    @Test
    void aCommandThatNobodyWaitsForIsToldOnceWhenItEnds() throws Exception {
        notices.command(command("c1"));
        notices.command(command("c1"));

        assertThat(notices.take()).singleElement().asString().contains("failed", "restart of kirke", "c1");
    }
}
