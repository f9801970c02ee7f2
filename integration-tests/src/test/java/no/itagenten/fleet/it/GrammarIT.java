package no.itagenten.fleet.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import no.itagenten.fleet.it.fixture.ChildProcess;
import no.itagenten.fleet.it.fixture.FirstReleaseDevice;
import no.itagenten.fleet.it.fixture.Fleetctl.Output;
import no.itagenten.fleet.it.fixture.Installation;
import no.itagenten.fleet.it.fixture.Surroundings;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How the installed fleetctl takes its words: selections, habits from elsewhere, and what nobody should give it. */
class GrammarIT {

    private static Installation installation;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        installation = Installation.start("--open-enrollment");
        for (String id : List.of("it-nave", "it-crypt")) {
            try (FirstReleaseDevice device = FirstReleaseDevice.connect(installation.fleetd(), id)) {
                device.report("abc123");
                Awaitility.await()
                        .ignoreExceptions()
                        .until(() -> installation.api().device(id).version().isPresent());
            }
        }
        Output set =
                installation.fleetctl().run("device", "set", "it-nave", "--venue", "Oslo", "--add-tag", "role=main");
        assertThat(set.exitCode()).as(set.err()).isZero();
    }

    @AfterAll
    static void stop() {
        installation.close();
    }

    static Stream<Arguments> lines() {
        return Stream.of(
                Arguments.of(0, "it-nave", "get devices -l venue=oslo,role!=backup"),
                Arguments.of(0, "it-crypt", "ps it-* --field-selector status=offline -l !venue"),
                Arguments.of(0, "Oslo", "describe it-n"),
                Arguments.of(0, "fleetd", "version --server"),
                Arguments.of(0, "http://127.0.0.1:", "open"),
                Arguments.of(0, "it-nave", "restart -l role=main --dry-run"),
                Arguments.of(2, "no device is selected", "restart"),
                Arguments.of(2, "2 devices are selected", "reboot it-*"),
                Arguments.of(2, "'it-' can mean 2 devices", "restart it-"),
                Arguments.of(2, "there is no key 'vneue'", "restart -l vneue!=oslo --yes"),
                Arguments.of(2, "--timeout: 'soon' is not a duration", "restart it-nave --timeout soon"),
                Arguments.of(2, "name", "device rename it-nave " + "x".repeat(2_000)),
                Arguments.of(2, "there is no context 'nowhere'", "context use nowhere"),
                Arguments.of(2, "Did you mean restart?", "restrat it-nave"),
                Arguments.of(5, "no device matches 'zzz*'", "restart zzz* --yes"),
                Arguments.of(5, "Did you mean it-nave", "unlock it-navv"));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void takesItsWordsAsTheyAreMeant(int exitCode, String says, String line) throws Exception {
        Output output = installation.fleetctl().run(line.split(" ", -1));

        assertThat(output.exitCode()).as(output.err()).isEqualTo(exitCode);
        assertThat(output.out() + output.err()).contains(says).doesNotContain("Exception", "\tat ", " /api/");
    }

    @Test
    void namesComeFromStandardInput() throws Exception {
        Output output = installation.fleetctl().runWith("it-crypt\n# not it-nave\n", "devices", "-");

        assertThat(output.exitCode()).as(output.err()).isZero();
        assertThat(output.out()).contains("it-crypt").doesNotContain("it-nave");
    }

    @Test
    void bytesThatAreNoTextAreNoDevice() throws Exception {
        String output = shell("LC_ALL=C fleetctl device show \"$(printf 'it-\\377\\033[31m')\" 2>&1; echo \"code $?\"");

        assertThat(output).contains("no device is called 'it-", "code 5").doesNotContain("\u001b", "Exception");
    }

    @Test
    void aReaderThatGoesAwayIsNoFailure() throws Exception {
        String output = shell("{ fleetctl help; echo \"code $?\" >&2; } 2>&1 >/dev/full | cat;"
                + " { fleetctl devices; echo \"code $?\" >&2; } 2>&1 | true; echo end");

        assertThat(output).contains("No space left", "code 1", "end").doesNotContain("Exception", "Broken pipe");
    }

    @Test
    void bashCompletesADeviceOfTheServer() throws Exception {
        String output = typedInBash("fleetctl device show it-n\tx");

        assertThat(output).contains("fleetctl device show it-nave x");
    }

    @Test
    void completionSaysNothingWhenNoServerIsThere() throws Exception {
        String output = typedInBash("export R58_FLEET_URL=http://127.0.0.1:1", "fleetctl device show it-n\t --help");

        assertThat(output).contains("show it-n --help", "Usage:").doesNotContain("it-nave", "Error");
    }

    /** What bash shows when this is typed at its prompt, on a real terminal. */
    private String typedInBash(String... lines) throws IOException, InterruptedException {
        Path typed = folder.resolve("typed");
        Path script = Surroundings.repository().resolve("completions/fleetctl.bash");
        Files.writeString(
                typed, ". " + script + "; bind 'set bell-style none'\n" + String.join("\n", lines) + "\nexit\n");
        return shell("TERM=vt100 script -qec 'bash --norc --noprofile -i' /dev/null <" + typed);
    }

    /** What a line prints that a Unix shell runs, in which {@code fleetctl} is the installed one. */
    private String shell(String line) throws IOException, InterruptedException {
        Path launcher = Path.of(Surroundings.launcher("fleetctl")).toAbsolutePath();
        List<String> command = List.of("/bin/sh", "-c", "PATH=" + launcher.getParent() + ":$PATH; " + line);
        Map<String, String> environment = Map.of(
                "HOME", folder.toString(),
                "R58_FLEET_URL", installation.fleetd().url(),
                "R58_FLEET_TOKEN_FILE", installation.fleetd().adminTokenFile().toString());
        try (ChildProcess process = ChildProcess.start(command, environment, folder.resolve("out"))) {
            process.awaitExit();
            return process.output();
        }
    }
}
