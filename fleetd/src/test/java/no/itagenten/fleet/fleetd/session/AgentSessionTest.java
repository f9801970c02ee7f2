package no.itagenten.fleet.fleetd.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import no.itagenten.fleet.fleetd.testing.Api;
import no.itagenten.fleet.fleetd.testing.DeviceIdentity;
import no.itagenten.fleet.fleetd.testing.RunningFleetd;
import no.itagenten.fleet.fleetd.testing.TestDevice;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of an agent's connection: greeting, configuration, commands, logs. */
class AgentSessionTest {

    @TempDir
    static Path data;

    private static RunningFleetd fleetd;
    private static Api api;

    @BeforeAll
    static void start() {
        fleetd = RunningFleetd.start(data);
        api = fleetd.api();
    }

    @AfterAll
    static void stop() {
        fleetd.close();
    }

    private static DeviceIdentity enrolled(String id) {
        DeviceIdentity identity = DeviceIdentity.ed25519(id);
        assertThat(fleetd.enroll(identity).status()).isEqualTo(201);
        return identity;
    }

    private static String state(String command) {
        return api.get("/api/commands/" + command).text("state");
    }

    private static void awaitState(String command, String state) {
        await("state " + state).until(() -> state(command).equals(state));
    }

    @Test
    void helloIsAnsweredByWelcomeAndTheConfigurationAndThenTheCommandsInOrder() {
        DeviceIdentity identity = enrolled("greeted");
        String first = api.post("/api/devices/greeted/restart", "{\"service\":\"video\"}")
                .text("commandId");
        String second =
                api.post("/api/devices/greeted/update", "{\"tag\":\"v2\"}").text("commandId");

        try (TestDevice device = TestDevice.agent(fleetd, identity)) {
            device.awaitMessage("update");

            List<JsonObject> received = device.received();
            assertThat(received)
                    .extracting(message -> message.get("type").getAsString())
                    .containsExactly("welcome", "policy", "config", "restart", "update");
            assertThat(received.get(0).keySet())
                    .containsExactlyInAnyOrder("type", "deviceId", "protocol", "server_version", "timestamp");
            assertThat(received.get(0).get("protocol").getAsInt()).isEqualTo(1);
            assertThat(received.get(1)).hasToString("{\"type\":\"policy\",\"revision\":0}");
            assertThat(received.get(2)).hasToString("{\"type\":\"config\",\"revision\":0,\"values\":{}}");
            assertThat(withoutTerms(received.get(3)))
                    .hasToString("{\"type\":\"restart\",\"commandId\":\"" + first + "\",\"service\":\"video\"}");
            assertThat(withoutTerms(received.get(4)))
                    .hasToString("{\"type\":\"update\",\"commandId\":\"" + second + "\",\"tag\":\"v2\"}");
        }
    }

    @Test
    void disksAndAddressesAreShownAsTheDeviceLastToldThem() {
        try (TestDevice device = TestDevice.enrolledAgent(fleetd, "disks")) {
            JsonObject before = api.get("/api/devices/disks").object();
            device.send(device.message(
                    "status",
                    ",\"facts\":{\"hostname\":\"box\",\"disks\":["
                            + "{\"mount\":\"/\",\"type\":\"ext4\",\"total_bytes\":100,\"used_bytes\":40},"
                            + "{\"mount\":\"/broken\",\"type\":\"ext4\",\"total_bytes\":100,\"used_bytes\":-1}],"
                            + "\"addresses\":[{\"interface\":\"eth0\",\"addresses\":[\"10.0.0.2\"]}]}"));
            await().until(() ->
                    !api.get("/api/devices/disks").object().get("disks").isJsonNull());
            JsonObject after = api.get("/api/devices/disks").object();

            assertThat(before.get("disks").isJsonNull()).isTrue();
            assertThat(before.get("addresses").isJsonNull()).isTrue();
            assertThat(after.get("disks"))
                    .hasToString("[{\"mount\":\"/\",\"type\":\"ext4\",\"total_bytes\":100,\"used_bytes\":40}]");
            assertThat(after.get("addresses")).hasToString("[{\"interface\":\"eth0\",\"addresses\":[\"10.0.0.2\"]}]");
        }
    }

    @Test
    void whatHelloTellsIsShown() {
        try (TestDevice device = TestDevice.enrolledAgent(fleetd, "facts")) {
            JsonObject shown = api.get("/api/devices/facts").object();

            assertThat(device.isOpen()).isTrue();
            assertThat(shown.get("agent_version").getAsString()).isEqualTo("1.2.3");
            assertThat(shown.get("hostname").getAsString()).isEqualTo("box");
            assertThat(shown.get("arch").getAsString()).isEqualTo("aarch64");
            assertThat(shown.get("status").getAsString()).isEqualTo("online");
        }
    }

    @Test
    void anUpdateWithoutATargetIsLeftToTheDevice() {
        try (TestDevice device = TestDevice.enrolledAgent(fleetd, "own-branch")) {
            String id = api.post("/api/devices/own-branch/update").text("commandId");

            assertThat(withoutTerms(device.awaitMessage("update")))
                    .hasToString("{\"type\":\"update\",\"commandId\":\"" + id + "\"}");
        }
    }

    @Test
    void aRebootIsOfTheWholeMachine() {
        try (TestDevice device = TestDevice.enrolledAgent(fleetd, "rebooted")) {
            String id = api.post("/api/devices/rebooted/reboot").text("commandId");

            assertThat(withoutTerms(device.awaitMessage("reboot")))
                    .hasToString("{\"type\":\"reboot\",\"commandId\":\"" + id + "\"}");
        }
    }

    @Test
    void aCommandGoesItsWayAndItsPhasesAreKept() {
        try (TestDevice device = TestDevice.enrolledAgent(fleetd, "worker")) {
            String id = api.post("/api/devices/worker/update", "{\"branch\":\"main\"}")
                    .text("commandId");
            device.awaitMessage("update");
            device.tell("ack", id, "");
            device.tell("progress", id, ",\"state\":\"waiting\",\"phase\":\"window\",\"message\":\"busy until 22:00\"");
            awaitState(id, "waiting");
            String reason = api.get("/api/commands/" + id).text("reason");
            device.tell("progress", id, ",\"state\":\"running\",\"phase\":\"fetch\"");
            device.tell("progress", id, ",\"state\":\"running\",\"phase\":\"fetch\"");
            device.tell("progress", id, ",\"state\":\"running\",\"phase\":\"checks\",\"message\":\"2 of 3\"");
            device.tell(
                    "result",
                    id,
                    ",\"state\":\"rolled_back\",\"message\":\"check failed\",\"exit_code\":3,\"output\":\"boom\","
                            + "\"details\":{\"from\":\"a1\",\"to\":\"b2\"}");

            JsonObject ack = device.awaitMessage("result_ack");
            JsonObject command = api.get("/api/commands/" + id).object();

            assertThat(reason).isEqualTo("busy until 22:00");
            assertThat(ack.get("commandId").getAsString()).isEqualTo(id);
            assertThat(command.get("state").getAsString()).isEqualTo("rolled_back");
            assertThat(command.get("reason").isJsonNull()).isTrue();
            assertThat(command.get("phase").getAsString()).isEqualTo("checks");
            assertThat(command.get("output_tail").getAsString()).isEqualTo("boom");
            assertThat(command.getAsJsonObject("result"))
                    .hasToString("{\"state\":\"rolled_back\",\"message\":\"check failed\",\"exit_code\":3,"
                            + "\"details\":" + command.getAsJsonObject("result").get("details") + "}");
            assertThat(command.getAsJsonObject("result")
                            .getAsJsonObject("details")
                            .keySet())
                    .containsExactlyInAnyOrder("from", "to");
            assertThat(command.getAsJsonArray("phases"))
                    .extracting(phase -> {
                        JsonObject step = phase.getAsJsonObject();
                        return step.get("state").getAsString() + "/"
                                + (step.get("phase").isJsonNull()
                                        ? "-"
                                        : step.get("phase").getAsString());
                    })
                    .containsExactly(
                            "queued/-",
                            "delivered/-",
                            "waiting/window",
                            "running/fetch",
                            "running/checks",
                            "rolled_back/checks");
            assertThat(api.get("/api/devices/worker")
                            .object()
                            .get("queued_commands")
                            .getAsInt())
                    .isZero();
        }
    }

    @Test
    void aCommandNotAtItsEndIsSentAgainAfterHello() {
        DeviceIdentity identity = enrolled("repeated");
        String id;
        try (TestDevice device = TestDevice.agent(fleetd, identity)) {
            id = api.post("/api/devices/repeated/restart").text("commandId");
            device.awaitMessage("restart");
        }

        try (TestDevice device = TestDevice.agent(fleetd, identity)) {
            assertThat(device.awaitMessage("restart").get("commandId").getAsString())
                    .isEqualTo(id);
            device.tell("result", id, ",\"state\":\"succeeded\",\"message\":\"done\"");
            device.awaitMessage("result_ack");
        }
        try (TestDevice device = TestDevice.agent(fleetd, identity)) {
            String next = api.post("/api/devices/repeated/update").text("commandId");
            device.awaitMessage("update");

            assertThat(device.received("restart")).isEmpty();
            assertThat(state(next)).isEqualTo("delivered");
        }
    }

    @Test
    void aResultToldTwiceIsAcknowledgedTwiceAndKeptOnce() {
        try (TestDevice device = TestDevice.enrolledAgent(fleetd, "insistent")) {
            String id = api.post("/api/devices/insistent/restart").text("commandId");
            device.awaitMessage("restart");
            String result = ",\"state\":\"succeeded\",\"message\":\"done\"";
            device.tell("result", id, result).awaitMessages("result_ack", 1);
            String before = api.get("/api/commands/" + id).body();

            device.tell("result", id, result).awaitMessages("result_ack", 2);

            assertThat(api.get("/api/commands/" + id).body()).isEqualTo(before);
        }
    }

    @Test
    void aResultOfAnUnknownCommandIsAcknowledgedToo() {
        try (TestDevice device = TestDevice.enrolledAgent(fleetd, "forgetful")) {
            device.tell("result", "cmd-unknown", ",\"state\":\"succeeded\",\"message\":\"done\"");

            assertThat(device.awaitMessage("result_ack"))
                    .hasToString("{\"type\":\"result_ack\",\"commandId\":\"cmd-unknown\"}");
        }
    }

    @Test
    void aDeviceHasNoSayInAnothersCommand() {
        enrolled("victim");
        String id = api.post("/api/devices/victim/restart").text("commandId");

        try (TestDevice device = TestDevice.enrolledAgent(fleetd, "meddler")) {
            device.tell("progress", id, ",\"state\":\"running\",\"phase\":\"x\"");
            device.tell("result", id, ",\"state\":\"succeeded\",\"message\":\"done\"");
            device.awaitMessage("result_ack");
        }

        assertThat(state(id)).isEqualTo("queued");
    }

    @Test
    void aCommandOnTheDeviceEndsAsTheDeviceSays() {
        try (TestDevice device = TestDevice.enrolledAgent(fleetd, "cancelled")) {
            String id = api.post("/api/devices/cancelled/update").text("commandId");
            device.awaitMessage("update");

            String answered = api.post("/api/commands/" + id + "/cancel").text("state");

            assertThat(answered).isEqualTo("delivered");
            assertThat(device.awaitMessage("cancel").get("commandId").getAsString())
                    .isEqualTo(id);
            device.tell("result", id, ",\"state\":\"canceled\",\"message\":\"not begun\"");
            awaitState(id, "canceled");
        }
    }

    @Test
    void aChangedConfigurationIsSentAtOnceAndTheDevicesAnswerIsShown() {
        try (TestDevice device = TestDevice.enrolledAgent(fleetd, "tuned")) {
            api.put("/api/devices/tuned/config", "{\"log_level\":\"debug\"}");

            assertThat(device.awaitMessages("config", 2))
                    .hasToString("{\"type\":\"config\",\"revision\":1,\"values\":{\"log_level\":\"debug\"}}");
            boolean before = inSync("tuned");
            device.send(
                    device.message(
                            "config",
                            ",\"revision\":1,\"values\":{\"log_level\":\"debug\",\"heartbeat_interval\":\"30\"},\"rejected\":{}"));
            await().until(() -> inSync("tuned"));

            assertThat(before).isFalse();
            assertThat(api.get("/api/devices/tuned")
                            .object()
                            .getAsJsonObject("config")
                            .keySet())
                    .containsExactlyInAnyOrder("log_level", "heartbeat_interval");
            assertThat(api.get("/api/devices/tuned/config").text("reported_at")).isEqualTo("2026-03-01T12:00:00Z");
        }
    }

    @Test
    void whatADeviceRejectsIsShown() {
        try (TestDevice device = TestDevice.enrolledAgent(fleetd, "choosy")) {
            api.put("/api/devices/choosy/config", "{\"log_sources\":\"kernel\"}");
            device.awaitMessages("config", 2);
            device.send(device.message(
                    "config", ",\"revision\":1,\"values\":{},\"rejected\":{\"log_sources\":\"no such source\"}"));
            await().until(() -> !api.get("/api/devices/choosy/config")
                    .object()
                    .getAsJsonObject("rejected")
                    .keySet()
                    .isEmpty());

            assertThat(inSync("choosy")).isFalse();
        }
    }

    private static boolean inSync(String device) {
        return api.get("/api/devices/" + device + "/config")
                .object()
                .get("in_sync")
                .getAsBoolean();
    }

    @Test
    void aBatchOfLogLinesIsStoredOnceHoweverOftenItComes() {
        try (TestDevice device = TestDevice.enrolledAgent(fleetd, "batches")) {
            String batch = ",\"stream\":\"s1\",\"batch\":1,\"entries\":["
                    + "{\"level\":\"info\",\"message\":\"one\"},{\"level\":\"warn\",\"source\":\"app\",\"message\":\"two\"}]";
            device.send(device.message("logs", batch)).awaitMessages("logs_ack", 1);

            JsonObject ack = device.send(device.message("logs", batch)).awaitMessages("logs_ack", 2);

            assertThat(ack).hasToString("{\"type\":\"logs_ack\",\"stream\":\"s1\",\"batch\":1}");
            assertThat(messages("batches")).containsExactly("two", "one");
        }
    }

    @Test
    void aNewStreamBeginsAtOneAgain() {
        try (TestDevice device = TestDevice.enrolledAgent(fleetd, "streams")) {
            for (String stream : List.of("a", "b")) {
                device.send(device.message(
                        "logs",
                        ",\"stream\":\"" + stream + "\",\"batch\":1,\"entries\":[{\"level\":\"info\",\"message\":\""
                                + stream + "\"}]"));
            }
            device.awaitMessages("logs_ack", 2);

            assertThat(messages("streams")).containsExactly("b", "a");
        }
    }

    @Test
    void linesTheDeviceHadToGiveUpAreCountedInTheLog() {
        try (TestDevice device = TestDevice.enrolledAgent(fleetd, "lossy")) {
            device.send(
                            device.message(
                                    "logs",
                                    ",\"stream\":\"s\",\"batch\":7,\"dropped\":12,\"entries\":[{\"level\":\"info\",\"message\":\"after\"}]"))
                    .awaitMessage("logs_ack");

            List<String> messages = messages("lossy");
            assertThat(messages.get(0)).isEqualTo("after");
            assertThat(messages.get(1)).startsWith("12 log lines were lost");
        }
    }

    @Test
    void noLineOfAFullBatchIsLostToTheNoteOfLosses() {
        try (TestDevice device = TestDevice.enrolledAgent(fleetd, "full-batch")) {
            String entries = String.join(",", Collections.nCopies(500, "{\"level\":\"info\",\"message\":\"line\"}"));
            device.send(device.message(
                            "logs", ",\"stream\":\"s\",\"batch\":1,\"dropped\":1,\"entries\":[" + entries + "]"))
                    .awaitMessage("logs_ack");

            assertThat(messages("full-batch")).hasSize(501);
        }
    }

    @Test
    void aMessageOverSixteenKibibytesIsCutAndMarked() {
        try (TestDevice device = TestDevice.enrolledAgent(fleetd, "verbose")) {
            device.log("info", "x".repeat(20_000));
            await().until(() -> !messages("verbose").isEmpty());

            String message = messages("verbose").get(0);
            assertThat(message.length()).isLessThanOrEqualTo(16 * 1024);
            assertThat(message).startsWith("xxx").doesNotEndWith("x");
        }
    }

    @Test
    void whatADeviceDidNotUnderstandStandsInItsLog() {
        try (TestDevice device = TestDevice.enrolledAgent(fleetd, "puzzled")) {
            device.send(device.message("error", ",\"code\":\"unknown_type\",\"message\":\"what is 'dance'?\""));
            await().until(() -> !messages("puzzled").isEmpty());

            assertThat(messages("puzzled").get(0)).contains("unknown_type").contains("dance");
        }
    }

    private static List<String> messages(String device) {
        return api.get("/api/devices/" + device + "/logs?limit=1000").array().asList().stream()
                .map(entry -> entry.getAsJsonObject().get("message").getAsString())
                .toList();
    }

    /** What is left of a command's time is for {@code CommandServiceTest}, whose clock stands still. */
    private static JsonObject withoutTerms(JsonObject command) {
        assertThat(command.remove("terms")).isNotNull();
        return command;
    }
}
