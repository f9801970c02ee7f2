package no.itagenten.fleet.fleetd.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import no.itagenten.fleet.fleetd.testing.Api;
import no.itagenten.fleet.fleetd.testing.Reply;
import no.itagenten.fleet.fleetd.testing.RunningFleetd;
import no.itagenten.fleet.fleetd.testing.TestDevice;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Giving commands to devices that are away, and reading what became of them. */
class CommandRoutesTest {

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

    private static void offline(String id) {
        try (TestDevice device = TestDevice.connect(fleetd, id)) {
            device.heartbeat();
        }
        await().until(() -> api.get("/api/devices/" + id).text("status").equals("offline"));
    }

    @Test
    void aRestartIsAcceptedInTheFormOfTheFirstRelease() {
        offline("accepted");

        Reply reply = api.post("/api/devices/accepted/restart");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.object().keySet()).containsExactlyInAnyOrder("success", "commandId", "message");
        assertThat(reply.object().get("success").getAsBoolean()).isTrue();
        assertThat(reply.text("message")).contains("offline");
    }

    @Test
    void aCommandHasExactlyTheDocumentedFields() {
        offline("shape");
        String id = api.post("/api/devices/shape/restart", "{\"service\":\"video.service\"}")
                .text("commandId");

        JsonObject command = api.get("/api/commands/" + id).object();

        assertThat(command.keySet())
                .containsExactlyInAnyOrder(
                        "id",
                        "device_id",
                        "type",
                        "parameters",
                        "state",
                        "reason",
                        "phase",
                        "requested_by",
                        "created_at",
                        "updated_at",
                        "finished_at",
                        "expires_at",
                        "phases",
                        "result",
                        "output_tail");
        assertThat(command.get("state").getAsString()).isEqualTo("queued");
        assertThat(command.get("reason").getAsString()).isEqualTo("offline");
        assertThat(command.get("requested_by").getAsString()).isEqualTo("admin");
        assertThat(command.get("parameters")).hasToString("{\"service\":\"video.service\"}");
        assertThat(command.get("expires_at").getAsString()).isEqualTo("2026-03-02T12:00:00Z");
        assertThat(command.get("result").isJsonNull()).isTrue();
        assertThat(command.getAsJsonArray("phases").get(0))
                .hasToString("{\"at\":\"2026-03-01T12:00:00Z\",\"state\":\"queued\",\"phase\":null,\"message\":null}");
    }

    @Test
    void aRequestThatComesAgainGetsTheFirstAnswerAgain() {
        offline("again");
        Reply first = api.post("/api/devices/again/restart", "{}", "Idempotency-Key", "a-1");

        Reply second = api.post("/api/devices/again/restart", "{\"service\":null}", "Idempotency-Key", "a-1");

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(api.get("/api/devices/again/commands").array()).hasSize(1);
    }

    @Test
    void aKeyIsForOneRequestOnly() {
        offline("mixed");
        api.post("/api/devices/mixed/restart", "{}", "Idempotency-Key", "m-1");

        Reply other = api.post("/api/devices/mixed/restart", "{\"service\":\"video\"}", "Idempotency-Key", "m-1");

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.text("code")).isEqualTo("idempotency_key_reused");
        assertThat(api.get("/api/devices/mixed/commands").array()).hasSize(1);
    }

    @Test
    void aKeyOfOneRouteIsAnotherKeyOnAnother() {
        offline("routes");
        api.post("/api/devices/routes/restart", "{}", "Idempotency-Key", "r-1");

        Reply reboot = api.post("/api/devices/routes/update", "{}", "Idempotency-Key", "r-1");

        assertThat(reboot.status()).isEqualTo(200);
        assertThat(api.get("/api/devices/routes/commands").array()).hasSize(2);
    }

    @Test
    void requestsOfOneKeyThatComeTogetherAreOneCommand() {
        offline("together");

        List<String> ids = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> api.post("/api/devices/together/restart", "{}", "Idempotency-Key", "t-1"))
                .map(reply -> reply.text("commandId"))
                .distinct()
                .toList();

        assertThat(ids).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"with blank", "semi;colon\ttab"})
    void aKeyIsPlainText(String key) {
        offline("plain");

        assertThat(api.post("/api/devices/plain/restart", "{}", "Idempotency-Key", key)
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -5, 2_592_001, Long.MAX_VALUE})
    void anExpiryBeyondItsBoundsIsRefused(long seconds) {
        offline("bounds");

        Reply reply = api.post("/api/devices/bounds/restart", "{\"expires_in_seconds\":" + seconds + "}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("error")).contains("30 days");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "",
                "  ",
                "{\"branch\":\"feature/x\"}",
                "{\"tag\":\"v1.2.3\"}",
                "{\"commit\":\"0123abcd\"}",
                "{\"branch\":null,\"tag\":null}"
            })
    void anUpdateNamesOneThingOrNone(String body) {
        offline("updated");

        Reply reply = api.post("/api/devices/updated/update", body);

        assertThat(reply.status()).isEqualTo(200);
        api.post("/api/commands/" + reply.text("commandId") + "/cancel");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"branch\":\"main\",\"tag\":\"v1\"}",
                "{\"branch\":\"--upload-pack=evil\"}",
                "{\"branch\":\"a..b\"}",
                "{\"branch\":\"\"}",
                "{\"tag\":\"v1 v2\"}",
                "{\"commit\":\"HEAD\"}",
                "{\"commit\":7}",
                "[\"main\"]",
                "null"
            })
    void anUpdateThatDoesNotFitIsRefused(String body) {
        offline("refused");

        Reply reply = api.post("/api/devices/refused/update", body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(api.get("/api/devices/refused")
                        .object()
                        .get("queued_commands")
                        .getAsInt())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"service\":\"-rf\"}", "{\"service\":\"a/b\"}", "{\"service\":\"\"}", "{\"service\":1}"})
    void aRestartOfAnImpossibleServiceIsRefused(String body) {
        offline("service");

        assertThat(api.post("/api/devices/service/restart", body).status()).isEqualTo(400);
    }

    @Test
    void commandsAreListedNewestFirstAndWithinALimit() {
        offline("listed");
        String first = api.post("/api/devices/listed/restart").text("commandId");
        String second = api.post("/api/devices/listed/update").text("commandId");
        api.post("/api/commands/" + first + "/cancel");

        assertThat(ids(api.get("/api/devices/listed/commands"))).containsExactly(second, first);
        assertThat(ids(api.get("/api/devices/listed/commands?limit=1"))).containsExactly(second);
        assertThat(ids(api.get("/api/commands"))).contains(second, first);
        assertThat(ids(api.get("/api/commands?state=active"))).contains(second).doesNotContain(first);
    }

    @Test
    void thoseThatFailedCanBeAskedFor() {
        try (TestDevice device = TestDevice.enrolledAgent(fleetd, "unlucky")) {
            String failed = api.post("/api/devices/unlucky/restart").text("commandId");
            String done = api.post("/api/devices/unlucky/update").text("commandId");
            String underWay = api.post("/api/devices/unlucky/update").text("commandId");
            device.tell("result", failed, ",\"state\":\"failed\",\"message\":\"no such service\"");
            device.tell("result", done, ",\"state\":\"succeeded\",\"message\":\"done\"");
            device.awaitMessages("result_ack", 2);

            List<String> ids = ids(api.get("/api/commands?state=failed"));

            assertThat(ids).contains(failed).doesNotContain(done, underWay);
        }
    }

    private static List<String> ids(Reply reply) {
        assertThat(reply.status()).isEqualTo(200);
        return reply.array().asList().stream()
                .map(command -> command.getAsJsonObject().get("id").getAsString())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=501", "limit=x", "limit=", "state=done"})
    void anImpossibleQuestionIsRefused(String query) {
        assertThat(api.get("/api/commands?" + query).status()).isEqualTo(400);
    }

    @Test
    void aQueuedCommandIsCanceledAtOnceAndOnlyOnce() {
        offline("canceled");
        String id = api.post("/api/devices/canceled/restart").text("commandId");

        Reply canceled = api.post("/api/commands/" + id + "/cancel");
        Reply again = api.post("/api/commands/" + id + "/cancel", "{}");

        assertThat(canceled.status()).isEqualTo(200);
        assertThat(canceled.text("state")).isEqualTo("canceled");
        assertThat(canceled.object().getAsJsonObject("result").keySet())
                .containsExactlyInAnyOrder("state", "message", "exit_code", "details");
        assertThat(canceled.object().get("finished_at").isJsonNull()).isFalse();
        assertThat(again.body()).isEqualTo(canceled.body());
    }

    @Test
    void anUnknownCommandIsNotFound() {
        for (String id : List.of("cmd-unknown", "-", "%2e%2e", "a%20b")) {
            assertThat(api.get("/api/commands/" + id).code()).isEqualTo("command_not_found");
            assertThat(api.post("/api/commands/" + id + "/cancel").code()).isEqualTo("command_not_found");
        }
    }

    @Test
    void aDeviceHasSoManyCommandsUnderWayAndNoMore() {
        offline("busy");
        for (int i = 0; i < RunningFleetd.MAX_COMMANDS; i++) {
            assertThat(api.post("/api/devices/busy/restart").status()).isEqualTo(200);
        }

        Reply reply = api.post("/api/devices/busy/restart");

        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.code()).isEqualTo("too_many_requests");
        assertThat(reply.header("Retry-After")).isNotEmpty();
        assertThat(api.get("/api/devices/busy").object().get("queued_commands").getAsInt())
                .isEqualTo(RunningFleetd.MAX_COMMANDS);
    }
}
