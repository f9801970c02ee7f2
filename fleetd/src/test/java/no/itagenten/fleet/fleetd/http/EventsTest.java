package no.itagenten.fleet.fleetd.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import no.itagenten.fleet.fleetd.testing.Api;
import no.itagenten.fleet.fleetd.testing.EventReader;
import no.itagenten.fleet.fleetd.testing.EventReader.Received;
import no.itagenten.fleet.fleetd.testing.RunningFleetd;
import no.itagenten.fleet.fleetd.testing.TestDevice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code /api/events}: what changes in the fleet, as it changes. */
class EventsTest {

    @TempDir
    Path data;

    private RunningFleetd fleetd;
    private Api api;

    @BeforeEach
    void start() {
        fleetd = RunningFleetd.startOpen(data);
        api = fleetd.api();
    }

    @AfterEach
    void stop() {
        fleetd.close();
    }

    private static List<String> names(EventReader events) {
        return events.all().stream().map(Received::name).toList();
    }

    @Test
    void theStreamBeginsWithReady() {
        try (EventReader events = api.events("/api/events")) {
            Received first = events.awaitEvent("ready");

            assertThat(events.status()).isEqualTo(200);
            assertThat(events.header("Content-Type")).startsWith("text/event-stream");
            assertThat(first.data()).isEqualTo("{}");
            assertThat(first.id()).isNotEmpty();
            assertThat(names(events)).startsWith("ready");
        }
    }

    @Test
    void aDeviceIsToldWholeAfterItChanged() {
        try (EventReader events = api.events("/api/events");
                TestDevice device = TestDevice.connect(fleetd, "box")) {
            device.send(device.message("status", ",\"version\":\"2.0\",\"system\":{\"cpu_percent\":12.5}"));

            Received event = events.awaitEvent(
                    "device", told -> !told.json().get("cpu_percent").isJsonNull());

            assertThat(event.data() + "\n")
                    .isEqualTo(api.get("/api/devices/box").body());
            assertThat(event.id()).isNotEmpty();
        }
    }

    @Test
    void aCommandIsToldWholeAfterEachChange() {
        try (TestDevice device = TestDevice.connect(fleetd, "box")) {
            device.heartbeat();
            try (EventReader events = api.events("/api/events")) {
                events.awaitEvent("ready");
                String id = api.post("/api/devices/box/restart").text("commandId");
                events.awaitEvent(
                        "command",
                        told -> told.json().get("state").getAsString().equals("delivered"));
                device.tell("result", id, ",\"state\":\"succeeded\",\"message\":\"done\"");

                Received end = events.awaitEvent(
                        "command",
                        told -> told.json().get("state").getAsString().equals("succeeded"));

                assertThat(end.data() + "\n")
                        .isEqualTo(api.get("/api/commands/" + id).body());
            }
        }
    }

    @Test
    void aRemovalIsTold() {
        TestDevice.connect(fleetd, "box").heartbeat().close();
        await().until(() -> api.get("/api/devices/box").text("status").equals("offline"));
        try (EventReader events = api.events("/api/events")) {
            events.awaitEvent("ready");

            api.delete("/api/devices/box");

            assertThat(events.awaitEvent("device_removed").data()).isEqualTo("{\"id\":\"box\"}");
        }
    }

    @Test
    void aReaderThatComesBackGetsWhatItMissed() {
        TestDevice.connect(fleetd, "box").heartbeat().close();
        await().until(() -> api.get("/api/devices/box").text("status").equals("offline"));
        String last;
        try (EventReader events = api.events("/api/events")) {
            last = events.awaitEvent("ready").id();
        }
        String missed = api.post("/api/devices/box/restart").text("commandId");

        try (EventReader events = api.events("/api/events", "Last-Event-ID", last)) {
            Received command = events.awaitEvent("command");

            assertThat(command.json().get("id").getAsString()).isEqualTo(missed);
            assertThat(names(events)).startsWith("ready").doesNotContain("reset");
        }
    }

    @Test
    void aReaderOfAnEarlierRunIsToldToBeginAnew() {
        try (EventReader events = api.events("/api/events", "Last-Event-ID", "abcdefgh-12")) {
            Received reset = events.awaitEvent("reset");

            assertThat(reset.data()).isEqualTo("{}");
            assertThat(reset.id()).isNotEmpty();
            assertThat(names(events)).startsWith("ready", "reset");
        }
    }

    @Test
    void theStreamEndsWhenTheServerStops() {
        try (EventReader events = api.events("/api/events")) {
            events.awaitEvent("ready");

            fleetd.close();

            events.awaitEnd();
        }
    }
}
