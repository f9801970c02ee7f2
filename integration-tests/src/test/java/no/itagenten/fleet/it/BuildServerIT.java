package no.itagenten.fleet.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.itagenten.fleet.it.fixture.ChildProcess;
import no.itagenten.fleet.it.fixture.Device;
import no.itagenten.fleet.it.fixture.Fleetctl.Output;
import no.itagenten.fleet.it.fixture.Installation;
import no.itagenten.fleet.it.fixture.SampleApp;
import no.itagenten.fleet.it.fixture.Surroundings;
import no.itagenten.fleet.protocol.ProtocolException;
import no.itagenten.fleet.protocol.json.WireJson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The script for build servers, as it stands in deploy/ci, with the token that it asks for; the device lives through it all in turn. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BuildServerIT {

    private static final Path SCRIPT = Surroundings.repository().resolve("deploy/ci/update.sh");
    private static final String SETTINGS = "settings.properties";

    @TempDir
    private static Path folder;

    private static Installation installation;
    private static Device device;
    private static Path token;
    private static int runs;

    @BeforeAll
    static void start() throws Exception {
        installation = Installation.start();
        device = installation.device("it-ci").with("UPDATE_VERIFY_TIMEOUT", "4").start();
        Output made =
                installation.fleetctl().run("token", "create", "--name", "ci", "--role", "operator", "--may", "update");
        assertThat(made.exitCode()).as(made.err()).isZero();
        token = Files.writeString(folder.resolve("token"), made.out());
        Output tagged = installation.fleetctl().run("device", "set", "it-ci", "--add-tag", "canary");
        assertThat(tagged.exitCode()).as(tagged.err()).isZero();
    }

    @AfterAll
    static void stop() {
        installation.close();
    }

    /** What a run left. */
    private record Run(int exitCode, String log, Path result) {

        JsonObject command() throws IOException, ProtocolException {
            String json = Files.readString(result.resolve("result.json"), UTF_8);
            return WireJson.decode(json, JsonObject.class)
                    .getAsJsonArray("items")
                    .get(0)
                    .getAsJsonObject();
        }
    }

    /** @param settings variables, as NAME=VALUE */
    private static Run run(String... settings) throws IOException, InterruptedException {
        Path result = folder.resolve("result-" + ++runs);
        Map<String, String> environment = new HashMap<>(Map.of(
                "HOME", folder.toString(),
                "R58_FLEET_URL", installation.fleetd().url(),
                "R58_FLEET_TOKEN_FILE", token.toString(),
                "FLEETCTL", Surroundings.launcher("fleetctl"),
                "FLEET_SELECTOR", "tag=canary",
                "FLEET_TIMEOUT", "30s",
                "FLEET_RESULT", result.toString()));
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            environment.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        List<String> command = new ArrayList<>(List.of(SCRIPT.toString()));
        try (ChildProcess process = ChildProcess.start(command, environment, folder.resolve("log-" + runs))) {
            return new Run(process.awaitExit(), process.output(), result);
        }
    }

    @Test
    @Order(1)
    void aGoodUpdateIsZero() throws Exception {
        String second = device.git().commit("Second release", Map.of(SETTINGS, SampleApp.settings("second")));

        Run run = run("FLEET_REF=--branch main");

        assertThat(run.exitCode()).as(run.log()).isZero();
        assertThat(run.command().get("state").getAsString()).isEqualTo("succeeded");
        assertThat(run.log())
                .containsPattern("(?m)^\\d\\d:\\d\\d:\\d\\d \\[it-ci] running: ")
                .doesNotContain("\u001b");
        assertThat(run.result().resolve("it-ci.log")).content().contains(second);
        assertThat(run.result().resolve("failed.txt")).isEmptyFile();
    }

    @Test
    @Order(2)
    void aBadUpdateIsOne() throws Exception {
        device.git().commit("Bad release", Map.of(SETTINGS, SampleApp.brokenSettings()));

        Run run = run("GITHUB_ACTIONS=true");

        assertThat(run.exitCode()).as(run.log()).isEqualTo(1);
        assertThat(run.command().get("state").getAsString()).isEqualTo("rolled_back");
        assertThat(run.log())
                .containsPattern("(?m)^::group::✘ it-ci: update .*rolled back")
                .contains("\n::endgroup::\n")
                .containsPattern("(?m)^::error title=it-ci%3A rolled back::");
        assertThat(run.result().resolve("failed.txt")).hasContent("it-ci");
    }

    @Test
    @Order(3)
    void aDeviceThatIsOfflineIsEight() throws Exception {
        device.agent().process().terminate();
        device.awaitOffline();

        Run run = run("FLEET_TIMEOUT=2s");

        assertThat(run.exitCode()).as(run.log()).isEqualTo(8);
        assertThat(run.command().get("state").getAsString()).isEqualTo("queued");
        assertThat(run.command().get("reason").getAsString()).isEqualTo("offline");
        assertThat(run.log()).contains("Wait for it again with: fleetctl command wait ");
    }

    @Test
    @Order(4)
    void aWrongTokenIsFour() throws Exception {
        Run run = run("R58_FLEET_TOKEN_FILE=" + Files.writeString(folder.resolve("wrong"), "wrong\n"));

        assertThat(run.exitCode()).as(run.log()).isEqualTo(4);
        assertThat(run.log()).contains("(R58_FLEET_TOKEN_FILE) is refused by ");
    }

    @Test
    @Order(4)
    void nothingMatchedIsFive() throws Exception {
        Run run = run("FLEET_SELECTOR=tag=nowhere");

        assertThat(run.exitCode()).as(run.log()).isEqualTo(5);
    }

    @Test
    @Order(4)
    void noWordOfWhichDevicesIsTwo() throws Exception {
        Run run = run("FLEET_SELECTOR=");

        assertThat(run.exitCode()).as(run.log()).isEqualTo(2);
    }

    @Test
    @Order(5)
    void aServerThatIsDownIsSeven() throws Exception {
        installation.fleetd().process().terminate();

        Run run = run();

        assertThat(run.exitCode()).as(run.log()).isEqualTo(7);
        assertThat(run.log()).contains("connection refused");
    }
}
