package no.itagenten.fleet.fleetd.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import no.itagenten.fleet.fleetd.testing.Api;
import no.itagenten.fleet.fleetd.testing.EventReader;
import no.itagenten.fleet.fleetd.testing.Reply;
import no.itagenten.fleet.fleetd.testing.RunningFleetd;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody sees and may do whose access is limited to a part of the fleet, also while that part changes. */
class ScopeTest {

    @TempDir
    private Path data;

    private RunningFleetd fleetd;
    private Api admin;
    private Api oslo;

    @BeforeEach
    void start() {
        fleetd = RunningFleetd.start(data);
        admin = fleetd.api();
        fleetd.enrolled("mine", "\"venue\":\"Oslo\",\"tags\":[\"studio\"]");
        fleetd.enrolled("theirs", "\"venue\":\"Bergen\"");
        oslo = fleetd.apiOf("oslo", "\"role\":\"operator\",\"venues\":[\"Oslo\"]");
    }

    @AfterEach
    void stop() {
        fleetd.close();
    }

    @Test
    void eventsTellOnlyOfWhatIsInReach() {
        try (EventReader mine = oslo.events("/api/events");
                EventReader all = admin.events("/api/events")) {
            mine.awaitEvent("ready");
            all.awaitEvent("ready");

            admin.patch("/api/devices/theirs", "{\"name\":\"Bergen 1\"}");
            admin.post("/api/devices/theirs/restart");
            admin.patch("/api/devices/mine", "{\"name\":\"Oslo 1\"}");
            admin.post("/api/devices/mine/restart");

            all.awaitEvent("device", event -> event.data().contains("Bergen 1"));
            all.awaitEvent("command", event -> event.data().contains("theirs"));
            mine.awaitEvent("device", event -> event.data().contains("Oslo 1"));
            mine.awaitEvent("command", event -> event.data().contains("mine"));
            assertThat(mine.all()).noneMatch(event -> event.data().contains("theirs"));
        }
    }

    @Test
    void aDeviceThatLeavesTheReachIsRemovedForWhoeverReachedIt() {
        try (EventReader mine = oslo.events("/api/events")) {
            mine.awaitEvent("ready");

            admin.patch("/api/devices/mine", "{\"venue\":\"Bergen\"}");

            assertThat(mine.awaitEvent("device_removed").data()).isEqualTo("{\"id\":\"mine\"}");
            assertThat(oslo.get("/api/devices/mine").status()).isEqualTo(404);
            // What was changed before may still be told; that it is in Bergen now is none of their business.
            assertThat(mine.named("device")).noneMatch(event -> event.data().contains("Bergen"));
        }
    }

    @Test
    void aDeviceThatComesIntoReachAppears() {
        try (EventReader mine = oslo.events("/api/events")) {
            mine.awaitEvent("ready");

            admin.patch("/api/devices/theirs", "{\"venue\":\"Oslo\"}");

            mine.awaitEvent("device", event -> event.data().contains("\"theirs\""));
        }
    }

    @Test
    void theRemovalOfADeviceIsToldToThoseWhoReachedItAlone() {
        try (EventReader mine = oslo.events("/api/events")) {
            mine.awaitEvent("ready");

            admin.delete("/api/devices/theirs");
            admin.delete("/api/devices/mine");

            mine.awaitEvent("device_removed", event -> event.data().contains("mine"));
            assertThat(mine.all()).noneMatch(event -> event.data().contains("theirs"));
        }
    }

    @Test
    void whatWasMissedIsFilteredToo() {
        String before;
        try (EventReader first = oslo.events("/api/events")) {
            before = first.awaitEvent("ready").id();
        }
        try (EventReader all = admin.events("/api/events")) {
            admin.patch("/api/devices/theirs", "{\"name\":\"Bergen 1\"}");
            admin.patch("/api/devices/mine", "{\"name\":\"Oslo 1\"}");
            all.awaitEvent("device", event -> event.data().contains("Bergen 1"));
            all.awaitEvent("device", event -> event.data().contains("Oslo 1"));
        }

        try (EventReader again = oslo.events("/api/events", "Last-Event-ID", before)) {
            again.awaitEvent("device", event -> event.data().contains("Oslo 1"));
            assertThat(again.all()).noneMatch(event -> event.data().contains("theirs"));
        }
    }

    @Test
    void aLogStreamEndsWhenItsDeviceLeavesTheReach() {
        try (EventReader logs = oslo.events("/api/devices/mine/logs?follow=1")) {
            assertThat(logs.status()).isEqualTo(200);

            admin.patch("/api/devices/mine", "{\"venue\":\"\"}");

            logs.awaitEnd();
        }
    }

    @Test
    void whoGoesByVenuesAndTagsChangesNone() {
        Reply venue = oslo.patch("/api/devices/mine", "{\"venue\":\"Bergen\"}");
        Reply tag = oslo.patch("/api/devices/mine", "{\"tags\":[\"studio\",\"canary\"]}");
        Reply name = oslo.patch("/api/devices/mine", "{\"name\":\"Nave\",\"venue\":\"Oslo\",\"tags\":[\"studio\"]}");

        assertThat(venue.status()).isEqualTo(403);
        assertThat(tag.status()).isEqualTo(403);
        assertThat(name.status()).isEqualTo(200);
        assertThat(admin.get("/api/devices/mine").text("venue")).isEqualTo("Oslo");
    }

    /** Or an operator would let somebody limited reach more, perhaps for being asked nicely. */
    @Test
    void aVenueOrTagBySomebodysReachIsForAdminsToChange() {
        Api operator = fleetd.apiOf("operator", "\"role\":\"operator\"");
        fleetd.apiOf("canaries", "\"role\":\"operator\",\"tags\":[\"canary\"]");

        assertThat(operator.patch("/api/devices/theirs", "{\"venue\":\"Oslo\"}").status())
                .isEqualTo(403);
        assertThat(operator.patch("/api/devices/mine", "{\"venue\":\"Bergen\"}").status())
                .isEqualTo(403);
        assertThat(operator.patch("/api/devices/theirs", "{\"tags\":[\"canary\"]}")
                        .status())
                .isEqualTo(403);
        assertThat(operator.patch("/api/devices/theirs", "{\"venue\":\"Trondheim\",\"tags\":[\"new\"]}")
                        .status())
                .isEqualTo(200);
        assertThat(admin.patch("/api/devices/theirs", "{\"venue\":\"Oslo\"}").status())
                .isEqualTo(200);
    }

    @Test
    void aTokenForSomeCommandsGivesTheseAndReads() {
        Api ci = fleetd.apiOf("ci", "\"role\":\"operator\",\"venues\":[\"Oslo\"],\"may\":[\"update\"]");

        Reply update = ci.post("/api/devices/mine/update", "{\"tag\":\"v1\"}");
        Reply restart = ci.post("/api/devices/mine/restart");

        assertThat(update.status()).isEqualTo(200);
        assertThat(restart.status()).isEqualTo(403);
        assertThat(restart.text("error")).isEqualTo("the token ci may not give the command restart");
        assertThat(ci.get("/api/commands/" + update.text("commandId")).text("requested_by"))
                .isEqualTo("ci");
        assertThat(ci.post("/api/commands/" + update.text("commandId") + "/cancel")
                        .status())
                .isEqualTo(200);
        assertThat(ci.post("/api/devices/theirs/update", "{}").status()).isEqualTo(404);
        assertThat(ci.put("/api/devices/mine/config", "{\"log_level\":\"debug\"}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aChangedReachEndsTheStreamsAndCountsFromTheNextRequestOn() {
        fleetd.addUser("kari", "correct horse", "\"role\":\"operator\",\"venues\":[\"Oslo\"]");
        Api kari = admin.withToken(fleetd.logIn("kari", "correct horse").text("access_token"));
        try (EventReader events = kari.events("/api/events")) {
            events.awaitEvent("ready");

            admin.patch("/api/users/kari", "{\"venues\":[\"Bergen\"]}");

            await().atMost(Duration.ofSeconds(5)).untilAsserted(events::awaitEnd);
            assertThat(kari.get("/api/devices/mine").status()).isEqualTo(404);
            assertThat(kari.get("/api/devices/theirs").status()).isEqualTo(200);
        }
    }
}
