package no.itagenten.fleet.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.protocol.DeviceId;
import org.junit.jupiter.api.Test;

class StatusLineTest {

    private final List<String> shown = new ArrayList<>();
    private final StatusLine line = new StatusLine("wss://fleet.example.org/ws", new DeviceId("r58-1"), shown::add);

    @Test
    void saysWhetherTheServerIsThere() {
        line.online(false);
        line.online(true);

        assertThat(shown)
                .containsExactly(
                        "Connecting to wss://fleet.example.org/ws as r58-1",
                        "Online at wss://fleet.example.org/ws as r58-1");
    }

    @Test
    void saysWhichCommandIsUnderWayUntilItIsOver() {
        line.online(true);
        line.running(Optional.of("restart cmd-1"));
        line.running(Optional.empty());

        assertThat(shown.subList(1, 3))
                .containsExactly(
                        "Running restart cmd-1; Online at wss://fleet.example.org/ws as r58-1",
                        "Online at wss://fleet.example.org/ws as r58-1");
    }

    @Test
    void saysThatSomebodyHasToApproveOfTheDeviceUntilTheServerSaysOtherwise() {
        line.pending(true);
        line.pending(false);
        line.pending(true);
        line.online(true);

        assertThat(shown)
                .containsExactly(
                        "Waits for approval at wss://fleet.example.org/ws as r58-1: fleetctl device approve r58-1",
                        "Connecting to wss://fleet.example.org/ws as r58-1",
                        "Waits for approval at wss://fleet.example.org/ws as r58-1: fleetctl device approve r58-1",
                        "Online at wss://fleet.example.org/ws as r58-1");
    }

    @Test
    void isShownOnlyWhenItIsAnotherThanBefore() {
        line.online(false);
        line.online(false);

        assertThat(shown).hasSize(1);
    }
}
