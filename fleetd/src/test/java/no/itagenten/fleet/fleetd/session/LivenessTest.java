package no.itagenten.fleet.fleetd.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import no.itagenten.fleet.fleetd.testing.Api;
import no.itagenten.fleet.fleetd.testing.RawDevice;
import no.itagenten.fleet.fleetd.testing.RunningFleetd;
import no.itagenten.fleet.fleetd.testing.TestDevice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a device counts as gone. The clock by which silence is judged stands still until a test moves it. */
class LivenessTest {

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

    private String status(String id) {
        return api.get("/api/devices/" + id).text("status");
    }

    /** Longer than the daemon takes between two looks at its devices. */
    private void staysOnline(String id) {
        await().during(Duration.ofMillis(1_300))
                .atMost(Duration.ofSeconds(5))
                .until(() -> status(id).equals("online"));
    }

    private RawDevice connected(String id) throws IOException {
        RawDevice device = RawDevice.connect(fleetd, id);
        device.text(device.message("heartbeat", ""));
        device.frame(RawDevice.PING, true, new byte[0]);
        device.read(RawDevice.PONG); // all before it has been seen
        await().until(() -> status(id).equals("online"));
        return device;
    }

    @Test
    void aDeviceThatNeverAnswersPingsIsGoneAfterTwoAndAHalfHeartbeats() throws IOException {
        try (RawDevice device = connected("quiet")) {
            fleetd.clock().advanceNanoTime(Duration.ofSeconds(74));
            staysOnline("quiet");
            fleetd.clock().advanceNanoTime(Duration.ofSeconds(2));

            await().until(() -> status("quiet").equals("offline"));
            device.readToEnd();
        }
    }

    private static void answerPing(RawDevice device) throws IOException {
        byte[] payload = new byte[Long.BYTES];
        device.read(RawDevice.PING).payload().get(payload);
        device.frame(RawDevice.PONG, true, payload);
    }

    @Test
    void pongsThatNobodyAskedForAreNoSignOfLife() throws IOException {
        try (RawDevice device = connected("muttering")) {
            for (int i = 0; i < 3; i++) {
                fleetd.clock().advanceNanoTime(Duration.ofSeconds(30));
                device.frame(RawDevice.PONG, true, "still here".getBytes(StandardCharsets.UTF_8));
            }

            await().until(() -> status("muttering").equals("offline"));
            device.readToEnd();
        }
    }

    @Test
    void aDeviceThatAnswersPingsIsGoneAfterFortySeconds() throws IOException {
        try (RawDevice device = RawDevice.connect(fleetd, "ponging")) {
            answerPing(device);
            device.text(device.message("heartbeat", ""));
            device.frame(RawDevice.PING, true, new byte[0]);
            device.read(RawDevice.PONG);
            fleetd.clock().advanceNanoTime(Duration.ofSeconds(39));
            staysOnline("ponging");
            fleetd.clock().advanceNanoTime(Duration.ofSeconds(2));

            await().until(() -> status("ponging").equals("offline"));
            device.readToEnd();
        }
    }

    @Test
    void anySignOfLifeBeginsTheSilenceAnew() throws IOException {
        try (RawDevice device = connected("alive")) {
            for (int i = 0; i < 3; i++) {
                fleetd.clock().advanceNanoTime(Duration.ofSeconds(70));
                device.text(device.message("heartbeat", ""));
                device.frame(RawDevice.PING, true, new byte[0]);
                device.read(RawDevice.PONG);
            }

            staysOnline("alive");
        }
    }

    @Test
    void aDeviceWithARareHeartbeatIsGivenTheTimeItReportsToNeed() throws IOException {
        try (RawDevice device = connected("rare")) {
            device.text(device.message("config", ",\"revision\":0,\"values\":{\"heartbeat_interval\":\"600\"}"));
            await().until(() -> api.get("/api/devices/rare/config").body().contains("600"));
            fleetd.clock().advanceNanoTime(Duration.ofMinutes(24));
            staysOnline("rare");
            fleetd.clock().advanceNanoTime(Duration.ofMinutes(2));

            await().until(() -> status("rare").equals("offline"));
        }
    }

    @Test
    void aDeviceThatComesBackIsOnlineAgainWithWhatItLastSaid() {
        TestDevice first = TestDevice.connect(fleetd, "back");
        first.send(first.message("status", ",\"version\":\"7\""));
        await().until(() -> api.get("/api/devices/back").body().contains("\"7\""));
        first.close();
        await().until(() -> status("back").equals("offline"));

        try (TestDevice second = TestDevice.connect(fleetd, "back").heartbeat()) {
            await().until(() -> status("back").equals("online"));
            assertThat(second.isOpen()).isTrue();
            assertThat(api.get("/api/devices/back").text("version")).isEqualTo("7");
        }
    }

    @Test
    void whatDevicesSaidOutlivesTheServer() {
        TestDevice device = TestDevice.connect(fleetd, "kept");
        device.send(device.message("status", ",\"version\":\"7\",\"system\":{\"cpu_percent\":3.5}"));
        await().until(() -> api.get("/api/devices/kept").body().contains("3.5"));
        fleetd.close();

        fleetd = fleetd.startAgain(RunningFleetd.options(data));
        api = fleetd.api();

        assertThat(status("kept")).isEqualTo("offline");
        assertThat(api.get("/api/devices/kept").text("version")).isEqualTo("7");
        assertThat(api.get("/api/devices/kept").text("last_seen")).isEqualTo("2026-03-01T12:00:00Z");
    }
}
