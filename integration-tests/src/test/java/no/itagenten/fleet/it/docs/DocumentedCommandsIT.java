package no.itagenten.fleet.it.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.itagenten.fleet.it.fixture.ChildProcess;
import no.itagenten.fleet.it.fixture.Surroundings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Does what README.md and docs/api.md tell a newcomer to do, in this order: the blocks marked {@code <!-- run: … -->}, letter by letter
 * but for the port, by bash, in the repository's folder. HOME is an empty folder.
 */
class DocumentedCommandsIT {

    @TempDir
    private static Path home;

    private static String port;
    private static ChildProcess server;

    @BeforeAll
    static void startServer() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = Integer.toString(free.getLocalPort());
        }
        server = start("README.md", "server");
        server.awaitOutput(Pattern.compile("fleetd \\S+ at http://127\\.0\\.0\\.1:" + port));
    }

    @AfterAll
    static void stop() {
        server.close();
        Surroundings.killLeftovers(home);
    }

    @Test
    void aNewcomerGetsADeviceOnlineAndAsksTheApi() throws Exception {
        // given: README.md, the server's block

        // when
        String device = run("README.md", "device");

        // then
        assertThat(device).contains("Logged in");
        await().atMost(ChildProcess.PATIENCE)
                .untilAsserted(() -> assertThat(fleetctl("devices")).contains("online"));
        Matcher id = Pattern.compile("\"id\": *\"([^\"]+)\"").matcher(fleetctl("devices", "-o", "json"));
        assertThat(id.find()).isTrue();
        await().atMost(ChildProcess.PATIENCE)
                .untilAsserted(() -> assertThat(fleetctl("logs", id.group(1))).contains("clock"));

        // and when
        String api = run("docs/api.md", "api");

        // then
        assertThat(api)
                .contains("\"status\":\"ok\"", "\"status\":\"online\"", "\"venue\":\"Domkirken\"", "r58e_", "[]");
    }

    @Test
    void everyMarkedBlockIsRun() throws IOException {
        Map<String, List<String>> marks = new HashMap<>();
        for (Document document : Document.all()) {
            if (!document.marks().isEmpty()) {
                marks.put(document.name(), document.marks());
            }
        }

        assertThat(marks).isEqualTo(Map.of("README.md", List.of("server", "device"), "docs/api.md", List.of("api")));
    }

    private static String run(String document, String block) throws IOException, InterruptedException {
        try (ChildProcess process = start(document, block)) {
            assertThat(process.awaitExit()).as(process.output()).isZero();
            return process.output();
        }
    }

    private static ChildProcess start(String document, String block) throws IOException {
        String script = Document.named(document).block(block).replace("3001", port);
        return bash(block, "set -euo pipefail\ncd \"$REPOSITORY\"\n" + script);
    }

    private static String fleetctl(String... arguments) throws IOException, InterruptedException {
        try (ChildProcess process =
                bash("look", "exec \"$REPOSITORY\"/dist/bin/fleetctl " + String.join(" ", arguments))) {
            process.awaitExit();
            return process.output();
        }
    }

    private static ChildProcess bash(String name, String script) throws IOException {
        Path output = Files.createTempFile(home, name, ".out");
        return ChildProcess.start(
                List.of("bash", "-c", script),
                Map.of(
                        "HOME",
                        home.toString(),
                        "REPOSITORY",
                        Surroundings.repository().toString(),
                        "LC_ALL",
                        "C.UTF-8"),
                output);
    }
}
