package no.itagenten.fleet.fleetd.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import no.itagenten.fleet.fleetd.testing.Api;
import no.itagenten.fleet.fleetd.testing.EventReader;
import no.itagenten.fleet.fleetd.testing.Reply;
import no.itagenten.fleet.fleetd.testing.RunningFleetd;
import no.itagenten.fleet.fleetd.testing.TestDevice;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading a device's log, page by page and as it grows. */
class LogRoutesTest {

    @TempDir
    static Path data;

    private static RunningFleetd fleetd;
    private static Api api;

    private TestDevice device;

    @BeforeAll
    static void start() {
        fleetd = RunningFleetd.startOpen(data);
        api = fleetd.api();
    }

    @AfterAll
    static void stop() {
        fleetd.close();
    }

    @BeforeEach
    void connect() {
        device = TestDevice.connect(fleetd, "box");
    }

    @AfterEach
    void removeWithItsLog() {
        device.close();
        api.delete("/api/devices/box");
    }

    private void lines(int from, int to) {
        IntStream.rangeClosed(from, to).forEach(i -> device.log("info", "line " + i));
        await().until(() -> newest().equals("line " + to));
    }

    private String newest() {
        JsonArray entries = api.get("/api/devices/box/logs?limit=1").array();
        return entries.isEmpty()
                ? ""
                : entries.get(0).getAsJsonObject().get("message").getAsString();
    }

    private static List<String> messages(Reply reply) {
        assertThat(reply.status()).isEqualTo(200);
        return reply.array().asList().stream()
                .map(entry -> entry.getAsJsonObject().get("message").getAsString())
                .toList();
    }

    private static List<String> messages(EventReader events) {
        return events.named("log").stream()
                .map(event -> event.json().get("message").getAsString())
                .toList();
    }

    @Test
    void anEntryHasExactlyTheDocumentedFields() {
        device.send(
                device.message(
                        "log",
                        ",\"level\":\"warning\",\"message\":\"hot\",\"source\":\"kernel\",\"timestamp\":\"2026-02-28T01:02:03.004Z\""));
        await().until(() -> newest().equals("hot"));

        JsonObject entry = api.get("/api/devices/box/logs").array().get(0).getAsJsonObject();

        assertThat(entry.remove("id").getAsLong()).isPositive();
        assertThat(entry)
                .hasToString("{\"timestamp\":\"2026-02-28T01:02:03.004Z\",\"received_at\":\""
                        + fleetd.clock().instant()
                        + "\",\"level\":\"warn\",\"source\":\"kernel\",\"message\":\"hot\"}");
    }

    @Test
    void linesComeNewestFirstAndPageByPage() {
        lines(1, 7);

        Reply first = api.get("/api/devices/box/logs?limit=3");
        long oldest = first.array().get(2).getAsJsonObject().get("id").getAsLong();
        Reply second = api.get("/api/devices/box/logs?limit=3&before=" + oldest);

        assertThat(messages(first)).containsExactly("line 7", "line 6", "line 5");
        assertThat(messages(second)).containsExactly("line 4", "line 3", "line 2");
    }

    @Test
    void aHundredLinesAreTheDefault() {
        lines(1, 120);

        assertThat(messages(api.get("/api/devices/box/logs"))).hasSize(100);
        assertThat(messages(api.get("/api/devices/box/logs?limit=1000"))).hasSize(120);
    }

    @Test
    void aLevelMeansThisOrGraver() {
        device.log("debug", "d").log("info", "i").log("warn", "w").log("error", "e");
        await().until(() -> newest().equals("e"));

        assertThat(messages(api.get("/api/devices/box/logs?level=warn"))).containsExactly("e", "w");
        assertThat(messages(api.get("/api/devices/box/logs?level=debug"))).containsExactly("e", "w", "i", "d");
    }

    @Test
    void sinceLooksAtTheTimeOfReceipt() {
        device.send(device.message(
                "log", ",\"level\":\"info\",\"message\":\"old\",\"timestamp\":\"2099-01-01T00:00:00Z\""));
        await().until(() -> newest().equals("old"));
        Instant since = fleetd.clock().instant().plusSeconds(5);
        fleetd.clock().advance(Duration.ofSeconds(10));
        device.log("info", "new");
        await().until(() -> newest().equals("new"));

        assertThat(messages(api.get("/api/devices/box/logs?since=" + since))).containsExactly("new");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=1001",
                "limit=-1",
                "limit=99999999999999999999",
                "limit=ten",
                "level=loud",
                "since=yesterday",
                "before=-1",
                "before=x"
            })
    void anImpossibleQuestionIsRefused(String query) {
        Reply reply = api.get("/api/devices/box/logs?" + query);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("bad_request");
    }

    @Test
    void followingBeginsWithTheNewestLinesOldestOfThemFirst() {
        lines(1, 5);

        try (EventReader events = api.events("/api/devices/box/logs?follow=1&limit=2")) {
            assertThat(events.status()).isEqualTo(200);
            assertThat(events.header("Content-Type")).startsWith("text/event-stream");
            await().until(() -> messages(events).size() == 2);
            lines(6, 7);
            await().until(() -> messages(events).size() == 4);

            assertThat(messages(events)).containsExactly("line 4", "line 5", "line 6", "line 7");
            assertThat(events.all().get(0).id())
                    .isEqualTo(events.all().get(0).json().get("id").getAsString());
        }
    }

    @Test
    void followingWithoutALimitOfLinesBeginsWithWhatIsNew() {
        lines(1, 3);

        try (EventReader events = api.events("/api/devices/box/logs?follow=1&limit=0")) {
            lines(4, 4);
            await().until(() -> !messages(events).isEmpty());

            assertThat(messages(events)).containsExactly("line 4");
        }
    }

    @Test
    void followingFiltersByLevel() {
        try (EventReader events = api.events("/api/devices/box/logs?follow=1&level=error")) {
            device.log("info", "quiet").log("error", "loud").log("info", "last");
            await().until(() -> newest().equals("last"));
            await().until(() -> !messages(events).isEmpty());

            assertThat(messages(events)).containsExactly("loud");
        }
    }

    @Test
    void aReaderThatComesBackLosesNothingAndSeesNothingTwiceWhileLinesAreWritten() {
        int lines = 3_000;
        Thread writer = new Thread(
                () -> IntStream.rangeClosed(1, lines).forEach(i -> device.log("info", "line " + i)), "writer");
        writer.start();
        ArrayList<String> read = new ArrayList<>();
        String last = "";

        while (read.size() < lines) {
            int enough = Math.min(lines - read.size(), 170);
            String[] resume = last.isEmpty() ? new String[0] : new String[] {"Last-Event-ID", last};
            String limit = last.isEmpty() ? "1000" : "0";
            try (EventReader events = api.events("/api/devices/box/logs?follow=1&limit=" + limit, resume)) {
                await().atMost(Duration.ofSeconds(20)).until(() -> events.all().size() >= enough);
                List<EventReader.Received> taken = events.all();
                taken.forEach(event -> read.add(event.json().get("message").getAsString()));
                last = taken.get(taken.size() - 1).id();
            }
        }

        assertThat(read)
                .isEqualTo(IntStream.rangeClosed(1, lines)
                        .mapToObj(i -> "line " + i)
                        .toList());
    }

    @Test
    void aReaderWithoutAUsableLastEventIdBeginsAnew() {
        lines(1, 2);

        try (EventReader events = api.events("/api/devices/box/logs?follow=1", "Last-Event-ID", "nonsense")) {
            await().until(() -> messages(events).size() == 2);

            assertThat(messages(events)).containsExactly("line 1", "line 2");
        }
    }

    @Test
    void headOfAStreamEndsAtOnce() {
        Reply reply = api.head("/api/devices/box/logs?follow=1");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).startsWith("text/event-stream");
    }
}
