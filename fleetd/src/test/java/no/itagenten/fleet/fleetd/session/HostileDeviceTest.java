package no.itagenten.fleet.fleetd.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import no.itagenten.fleet.fleetd.testing.Api;
import no.itagenten.fleet.fleetd.testing.DeviceIdentity;
import no.itagenten.fleet.fleetd.testing.RawDevice;
import no.itagenten.fleet.fleetd.testing.RunningFleetd;
import no.itagenten.fleet.fleetd.testing.TestDevice;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Devices that are broken, or worse: each is bounded, and none disturbs another. */
class HostileDeviceTest {

    @TempDir
    static Path data;

    private static RunningFleetd fleetd;
    private static Api api;

    @BeforeAll
    static void start() {
        fleetd = RunningFleetd.startOpen(data);
        api = fleetd.api();
    }

    @AfterAll
    static void stop() {
        fleetd.close();
    }

    private static void awaitStatus(String id, String status) {
        await("status of " + id)
                .atMost(Duration.ofSeconds(20))
                .until(() -> api.get("/api/devices/" + id).text("status").equals(status));
    }

    private static JsonObject answerTo(TestDevice device, String text) {
        JsonObject error = device.send(text).awaitMessage("error");
        String id = api.post("/api/devices/" + device.id() + "/restart").text("commandId");
        device.heartbeat();
        assertThat(device.awaitMessage("restart").get("commandId").getAsString())
                .as("the connection lives on")
                .isEqualTo(id);
        return error;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "null",
                "[]",
                "{\"type\":5}",
                "{\"deviceId\":\"malformed\"}",
                "{\"type\":\"heartbeat\"}",
                "{\"type\":\"heartbeat\",\"deviceId\":\"../x\"}",
                "{\"type\":\"log\",\"deviceId\":\"malformed\",\"level\":\"info\"}",
                "{\"type\":\"status\",\"deviceId\":\"malformed\",\"system\":{\"cpu_percent\":NaN}}",
                "{\"type\":\"result\",\"deviceId\":\"malformed\",\"commandId\":\"c\",\"state\":\"queued\",\"message\":\"x\"}",
                "{\"type\":\"hello\",\"deviceId\":\"malformed\",\"protocol\":1,\"agent_version\":\"1\"} trailing"
            })
    void aMalformedMessageIsAnswered(String text) {
        try (TestDevice device = TestDevice.connect(fleetd, "malformed")) {
            JsonObject error = answerTo(device, text);

            assertThat(error.get("code").getAsString()).isEqualTo("malformed");
            assertThat(error.get("message").getAsString()).isNotEmpty();
        }
        awaitStatus("malformed", "offline");
        api.delete("/api/devices/malformed");
    }

    @Test
    void anUnknownTypeIsAnswered() {
        try (TestDevice device = TestDevice.connect(fleetd, "newer")) {
            JsonObject error = answerTo(device, "{\"type\":\"dance\",\"deviceId\":\"newer\"}");

            assertThat(error.get("code").getAsString()).isEqualTo("unknown_type");
            assertThat(error.get("message").getAsString()).contains("dance");
        }
    }

    @Test
    void aDeviceSpeaksForItselfOnly() {
        TestDevice.connect(fleetd, "innocent").heartbeat().close();
        try (TestDevice device = TestDevice.connect(fleetd, "impostor")) {
            JsonObject error =
                    answerTo(device, "{\"type\":\"status\",\"deviceId\":\"innocent\",\"system\":{\"cpu_percent\":99}}");

            assertThat(error.get("code").getAsString()).isEqualTo("wrong_device");
        }
        assertThat(api.get("/api/devices/innocent").object().get("cpu_percent").isJsonNull())
                .isTrue();
    }

    @Test
    void aFrameOfSixtyFiveKibibytesIsTooBig() throws IOException {
        try (RawDevice device = RawDevice.connect(fleetd, "big")) {
            device.text(device.message("log", ",\"level\":\"info\",\"message\":\"" + "x".repeat(65 * 1024) + "\""));

            assertThat(device.read(RawDevice.CLOSE).closeCode()).isEqualTo(1009);
        }
        awaitStatus("big", "offline");
    }

    @Test
    void aMessageOfJustSixtyFourKibibytesIsRead() throws IOException {
        try (RawDevice device = RawDevice.connect(fleetd, "just-right")) {
            String head = device.message("log", ",\"level\":\"info\",\"message\":\"");
            String text = head.substring(0, head.length() - 1);
            text += "x".repeat(64 * 1024 - text.length() - 2) + "\"}";

            device.text(text);

            assertThat(text).hasSize(64 * 1024);
            await().until(() -> api.get("/api/devices/just-right/logs").array().size() == 1);
        }
    }

    @Test
    void aMessageInFragmentsMayNotGrowBeyondTheBound() throws IOException {
        try (RawDevice device = RawDevice.connect(fleetd, "fragments")) {
            byte[] part = "x".repeat(8_000).getBytes(StandardCharsets.UTF_8);
            ByteArrayOutputStream fragments = new ByteArrayOutputStream();
            fragments.write(RawDevice.encode(RawDevice.TEXT, false, part));
            for (int i = 0; i < 7; i++) {
                fragments.write(RawDevice.encode(RawDevice.CONTINUATION, false, part));
            }
            // Not a frame more than goes over the bound: what the server leaves unread would turn its answer into a
            // reset.
            fragments.write(RawDevice.encode(
                    RawDevice.CONTINUATION, false, "x".repeat(2_000).getBytes(StandardCharsets.UTF_8)));

            device.write(fragments.toByteArray());

            assertThat(device.read(RawDevice.CLOSE).closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void aMessageInFragmentsIsPutTogether() throws IOException {
        try (RawDevice device = RawDevice.connect(fleetd, "pieces")) {
            byte[] text = device.message("log", ",\"level\":\"info\",\"message\":\"blåbær\"")
                    .getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < text.length; i++) {
                device.frame(
                        i == 0 ? RawDevice.TEXT : RawDevice.CONTINUATION, i == text.length - 1, new byte[] {text[i]});
            }

            await().until(() -> api.get("/api/devices/pieces/logs").body().contains("blåbær"));
        }
    }

    @Test
    void aBinaryMessageEndsTheConnection() throws IOException {
        try (RawDevice device = RawDevice.connect(fleetd, "binary")) {
            device.frame(RawDevice.BINARY, true, new byte[] {1, 2, 3});

            assertThat(device.read(RawDevice.CLOSE).closeCode()).isIn(1003, 1007);
        }
        awaitStatus("binary", "offline");
    }

    @Test
    void textThatIsNotUtf8EndsTheConnection() throws IOException {
        try (RawDevice device = RawDevice.connect(fleetd, "latin")) {
            device.frame(RawDevice.TEXT, true, new byte[] {'{', '"', (byte) 0xe6, '"', '}'});

            device.readToEnd();
        }
        awaitStatus("latin", "offline");
    }

    @Test
    void aDeviceThatFloodsSlowsDownItselfAndLosesNothing() throws IOException {
        int lines = 100_000;
        try (RawDevice flood = RawDevice.connect(fleetd, "flood");
                TestDevice calm = TestDevice.connect(fleetd, "calm").heartbeat()) {
            Thread writer = new Thread(() -> writeLines(flood, lines), "flood");
            writer.start();

            String id = api.post("/api/devices/calm/restart").text("commandId");
            assertThat(calm.awaitMessage("restart").get("commandId").getAsString())
                    .as("another device is served meanwhile")
                    .isEqualTo(id);
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> newestId("flood") >= lines);
            assertThat(count("flood")).isEqualTo(lines);
        }
    }

    private static void writeLines(RawDevice device, int lines) {
        try {
            ByteArrayOutputStream frames = new ByteArrayOutputStream();
            for (int i = 1; i <= lines; i++) {
                frames.write(RawDevice.encode(
                        RawDevice.TEXT,
                        true,
                        device.message("log", ",\"level\":\"info\",\"message\":\"line " + i + "\"")
                                .getBytes(StandardCharsets.UTF_8)));
                if (i % 500 == 0) {
                    device.write(frames.toByteArray());
                    frames.reset();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long newestId(String device) {
        var newest = api.get("/api/devices/" + device + "/logs?limit=1").array();
        return newest.isEmpty()
                ? 0
                : Long.parseLong(newest.get(0)
                        .getAsJsonObject()
                        .get("message")
                        .getAsString()
                        .substring(5));
    }

    /** Reads all pages, and checks that each line is there once and in order. */
    private static int count(String device) {
        int count = 0;
        long expected = newestId(device);
        String before = "";
        while (true) {
            var page = api.get("/api/devices/" + device + "/logs?limit=1000" + before)
                    .array();
            if (page.isEmpty()) {
                return count;
            }
            for (var entry : page) {
                assertThat(entry.getAsJsonObject().get("message").getAsString()).isEqualTo("line " + expected--);
            }
            count += page.size();
            before = "&before="
                    + page.get(page.size() - 1).getAsJsonObject().get("id").getAsLong();
        }
    }

    @Test
    void aDeviceThatNeverReadsWhatItIsAnsweredIsReadNoFurtherAndCutOff() throws Exception {
        byte[] unknown = RawDevice.encode(
                RawDevice.TEXT, true, "{\"type\":\"x\",\"deviceId\":\"deaf\"}".getBytes(StandardCharsets.UTF_8));
        AtomicLong written = new AtomicLong();
        AtomicLong seen = new AtomicLong(-1);
        try (RawDevice device = RawDevice.connect(fleetd, "deaf")) {
            Thread writer = new Thread(() -> writeUntilCutOff(device, unknown, written), "deaf");
            writer.start();
            await("the server to stop reading")
                    .atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(700))
                    .until(() -> seen.getAndSet(written.get()) == written.get());

            await("the connection to be given up")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> {
                        fleetd.clock().advanceNanoTime(Duration.ofSeconds(80));
                        return api.get("/api/devices/deaf").text("status").equals("offline");
                    });
            writer.join(Duration.ofSeconds(10).toMillis());
            assertThat(writer.isAlive()).isFalse();
        }
    }

    @Test
    void aDeviceThatPingsWithoutEndIsCutOff() throws IOException {
        try (RawDevice device = RawDevice.connect(fleetd, "pinger")) {
            byte[] ping = RawDevice.encode(RawDevice.PING, true, new byte[120]);
            AtomicLong written = new AtomicLong();

            writeUntilCutOff(device, ping, written);

            assertThat(written.get()).isGreaterThan(200);
        }
        awaitStatus("pinger", "offline");
    }

    @Test
    void aDeviceThatSendsPongsWithoutEndIsCutOffAndDisturbsNobody() throws IOException {
        byte[] pong = RawDevice.encode(RawDevice.PONG, true, new byte[120]);
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        for (int i = 0; i < 1_000; i++) {
            many.write(pong);
        }
        try (RawDevice device = RawDevice.connect(fleetd, "ponger");
                TestDevice calm = TestDevice.connect(fleetd, "calmer").heartbeat()) {
            Thread writer = new Thread(() -> writeUntilCutOff(device, many.toByteArray(), new AtomicLong()), "ponger");
            writer.start();

            String id = api.post("/api/devices/calmer/restart").text("commandId");

            assertThat(calm.awaitMessage("restart").get("commandId").getAsString())
                    .isEqualTo(id);
            await("the end of the flood").atMost(Duration.ofSeconds(5)).until(() -> !writer.isAlive());
        }
        awaitStatus("ponger", "offline");
    }

    private static void writeUntilCutOff(RawDevice device, byte[] frames, AtomicLong written) {
        try {
            while (true) {
                device.write(frames);
                written.incrementAndGet();
            }
        } catch (IOException e) {
            // that is the end
        }
    }

    @Test
    void manyPingsAreAllAnswered() throws IOException {
        try (RawDevice device = RawDevice.connect(fleetd, "eager")) {
            ByteArrayOutputStream many = new ByteArrayOutputStream();
            for (int i = 0; i < 200; i++) {
                many.write(RawDevice.encode(RawDevice.PING, true, ("ping " + i).getBytes(StandardCharsets.UTF_8)));
            }
            device.write(many.toByteArray());

            for (int i = 0; i < 200; i++) {
                assertThat(device.read(RawDevice.PONG).text()).isEqualTo("ping " + i);
            }
        }
    }

    @Test
    void pingsAreAnsweredWithTheirPayload() throws IOException {
        try (RawDevice device = RawDevice.connect(fleetd, "polite")) {
            device.frame(RawDevice.PING, true, "how are you".getBytes(StandardCharsets.UTF_8));

            assertThat(device.read(RawDevice.PONG).text()).isEqualTo("how are you");
        }
    }

    @Test
    void whoIgnoresThatItsCredentialIsGoneIsNotHeardAndSoonCutOff() throws IOException {
        DeviceIdentity identity = DeviceIdentity.ed25519("stubborn");
        fleetd.enroll(identity);
        String proof = identity.answer(TestDevice.challenge(fleetd, "stubborn")).toHeader();
        try (RawDevice device = RawDevice.connect(fleetd, "stubborn", "Authorization", proof)) {
            device.text(device.message("heartbeat", ""));
            awaitStatus("stubborn", "online");

            api.delete("/api/devices/stubborn/credential");
            assertThat(device.read(RawDevice.CLOSE).closeCode()).isEqualTo(4003);
            device.text(device.message("log", ",\"level\":\"info\",\"message\":\"still here\""));
            device.readToEnd();
        }
        assertThat(api.get("/api/devices/stubborn/logs").array()).isEmpty();
    }
}
