package no.itagenten.fleet.fleetd.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import no.itagenten.fleet.fleetd.testing.AdjustableClock;
import no.itagenten.fleet.fleetd.testing.Reply;
import no.itagenten.fleet.fleetd.testing.RunningFleetd;
import no.itagenten.fleet.fleetd.testing.TestDevice;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code /api/devices/{id}/metrics}: what a device tells is there a minute later. */
class MetricRoutesTest {

    @TempDir
    static Path data;

    private static RunningFleetd fleetd;

    @BeforeAll
    static void start() {
        fleetd = RunningFleetd.startOpen(data);
        try (TestDevice device = TestDevice.connect(fleetd, "box")) {
            device.send(
                    device.message(
                            "status",
                            ",\"system\":{\"cpu_percent\":45.2,\"memory_percent\":62.1,\"temperature_celsius\":55,\"load_1m\":1.5}"));
            await().until(() ->
                    fleetd.api().get("/api/devices/box").text("cpu_percent").equals("45.2"));
            fleetd.clock().advance(Duration.ofSeconds(30));
            device.heartbeat(); // a whole minute of silence would be its end
            await().until(
                            () -> fleetd.api().get("/api/devices/box").text("last_seen"),
                            seen -> !seen.equals(AdjustableClock.START.toString()));
            fleetd.clock().advance(Duration.ofSeconds(30));
            await().until(() -> !metrics("").array().isEmpty());
        }
    }

    @AfterAll
    static void stop() {
        fleetd.close();
    }

    private static Reply metrics(String query) {
        return fleetd.api().get("/api/devices/box/metrics" + query);
    }

    @Test
    void aSampleHasExactlyTheDocumentedFields() {
        JsonObject sample = metrics("").array().get(0).getAsJsonObject();

        assertThat(sample.toString())
                .isEqualTo(
                        "{\"timestamp\":\"" + AdjustableClock.START.plusSeconds(60) + "\",\"cpu_percent\":45.2,"
                                + "\"memory_percent\":62.1,\"disk_percent\":null,\"temperature_celsius\":55.0,\"load_1m\":1.5}");
    }

    @Test
    void onlyWhatIsLaterIsAnswered() {
        Reply reply = metrics("?since=" + AdjustableClock.START.plusSeconds(61));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.array()).isEmpty();
    }

    @Test
    void aTimeThatIsNoneIsRefused() {
        Reply reply = metrics("?since=yesterday");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("error")).contains("since");
    }

    @Test
    void aDeviceThatIsNotThereHasNoMetrics() {
        Reply reply = fleetd.api().get("/api/devices/nosuch/metrics");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.text("code")).isEqualTo("device_not_found");
    }
}
