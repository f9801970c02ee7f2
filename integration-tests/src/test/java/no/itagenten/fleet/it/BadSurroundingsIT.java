package no.itagenten.fleet.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import no.itagenten.fleet.it.fixture.ChildProcess;
import no.itagenten.fleet.it.fixture.Surroundings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The installed fleetctl where things are not as they should be: what answers is no fleetd, there is no home, somebody ends it. */
class BadSurroundingsIT {

    @TempDir
    private Path folder;

    private ServerSocket server;
    private final List<Socket> taken = new ArrayList<>();

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        for (Socket socket : taken) {
            socket.close();
        }
    }

    /** Answers every connection with these bytes and closes it; with none it keeps it open and says nothing. */
    private void answer(String bytes) {
        Thread thread = new Thread(() -> {
            try {
                while (true) {
                    Socket socket = server.accept();
                    synchronized (taken) {
                        taken.add(socket);
                    }
                    socket.getInputStream().read(new byte[4096]);
                    if (!bytes.isEmpty()) {
                        socket.getOutputStream().write(bytes.getBytes(UTF_8));
                        socket.close();
                    }
                }
            } catch (IOException e) {
                // the test is over
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private boolean isTaken() {
        synchronized (taken) {
            return !taken.isEmpty();
        }
    }

    private Map<String, String> environment() {
        return new HashMap<>(Map.of(
                "HOME",
                folder.toString(),
                "R58_FLEET_URL",
                "http://127.0.0.1:" + server.getLocalPort(),
                "R58_FLEET_TOKEN",
                "secret"));
    }

    /** Also where whoever runs the tests has SIGINT ignored, as for what runs in the background. */
    private ChildProcess start(Map<String, String> environment, String... words) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("env", "--default-signal=INT", Surroundings.launcher("fleetctl")));
        command.addAll(List.of(words));
        return ChildProcess.start(command, environment, folder.resolve("output"));
    }

    private String run(int exitCode, Map<String, String> environment, String... words) throws Exception {
        try (ChildProcess process = start(environment, words)) {
            int code = process.awaitExit();
            assertThat(code).as(process.output()).isEqualTo(exitCode);
            assertThat(process.output()).doesNotContain("Exception", "\tat ", "\u001b", "secret");
            return process.output();
        }
    }

    static Stream<Arguments> strangers() {
        return Stream.of(
                Arguments.of(
                        1,
                        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>Welcome to the hotel \u001b[31m</html>",
                        "it sent text/html instead of JSON"),
                Arguments.of(
                        1,
                        "HTTP/1.1 302 Found\r\nLocation: http://portal.example/\u001b[31m\r\nContent-Length: 0\r\n\r\n",
                        "sends us elsewhere: http://portal.example/"),
                Arguments.of(1, "SSH-2.0-OpenSSH_9.2\r\n", "is not fleetd (no HTTP"),
                Arguments.of(1, "\u0000\u0001\u0002\u001b[31m\r\n\r\n", "is not fleetd (no HTTP"),
                Arguments.of(1, json("{\"devices\":"), "is not fleetd (unexpected JSON"),
                Arguments.of(1, json("[{\"id\":5}]"), "is not fleetd (unexpected JSON"),
                Arguments.of(7, "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n", "a proxy answers"),
                Arguments.of(
                        7,
                        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n[",
                        "broke"));
    }

    private static String json(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + body;
    }

    @ParameterizedTest
    @MethodSource("strangers")
    void whatIsNoFleetdIsToldInTwoLines(int exitCode, String answer, String says) throws Exception {
        answer(answer);

        String output = run(exitCode, environment(), "devices");

        assertThat(output).startsWith("Error: ").contains(says).hasLineCount(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void whoeverEndsItNeedNotWaitForAServerThatHangs(String signal) throws Exception {
        answer("");

        try (ChildProcess process = start(environment(), "devices")) {
            await().atMost(ChildProcess.PATIENCE).until(this::isTaken);
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();

            assertThat(process.awaitExit()).isEqualTo(signal.equals("INT") ? 130 : 143);
            assertThat(process.output()).isEmpty();
        }
    }

    @Test
    void withoutAHomeItGoesByTheEnvironmentAlone() throws Exception {
        answer(json("[]"));
        Map<String, String> environment = environment();
        environment.put("HOME", "");
        environment.put("FLEETCTL_JAVA_OPTS", "-Duser.home=?");

        assertThat(run(0, environment, "devices")).contains("no devices yet");
        environment.remove("R58_FLEET_URL");
        assertThat(run(4, environment, "devices")).contains("fleetctl login");
        assertThat(run(1, environment, "context", "add", "studio", "--url", "https://fleet.example.org"))
                .contains("there is no home folder to keep contexts in", "XDG_CONFIG_HOME");
    }

    /** As a home that may not be written, for root too. */
    @Test
    void aHomeThatCannotBeWrittenIsNamed() throws Exception {
        Map<String, String> environment = environment();
        environment.put("HOME", "/proc/1");

        String output = run(1, environment, "context", "add", "studio", "--url", "https://fleet.example.org");

        assertThat(output).contains("cannot write /proc/1/.config/r58-fleet/config.json: ", "XDG_CONFIG_HOME");
    }

    @Test
    void aDamagedFileIsNamedWithItsLineAndLeftAlone() throws Exception {
        Path file = folder.resolve(".config/r58-fleet/config.json");
        Files.createDirectories(file.getParent());
        String damaged = "{\n  \"current\": \"studio\",\n  \"contexts\": {\"studio\": oops}\n}\n";
        Files.writeString(file, damaged);

        for (List<String> words : List.of(
                List.of("context", "list"),
                List.of("context", "add", "nave", "--url", "https://fleet.example.org"),
                List.of("context", "use", "studio"))) {
            String output = run(1, environment(), words.toArray(String[]::new));
            assertThat(output).contains(file + " is damaged: ", "line 3", "It was left as it is.");
        }

        assertThat(file).hasContent(damaged);
    }
}
