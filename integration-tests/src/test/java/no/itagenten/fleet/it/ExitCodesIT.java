package no.itagenten.fleet.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import no.itagenten.fleet.it.fixture.ChildProcess;
import no.itagenten.fleet.it.fixture.FirstReleaseDevice;
import no.itagenten.fleet.it.fixture.Fleetctl;
import no.itagenten.fleet.it.fixture.Fleetctl.Output;
import no.itagenten.fleet.it.fixture.Installation;
import no.itagenten.fleet.it.fixture.Surroundings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The exit codes that scripts rely on. */
class ExitCodesIT {

    private static Installation installation;

    @BeforeAll
    static void start() throws Exception {
        installation = Installation.start("--open-enrollment");
        try (FirstReleaseDevice device = FirstReleaseDevice.connect(installation.fleetd(), "it-known")) {
            device.report("abc123");
            org.awaitility.Awaitility.await()
                    .ignoreExceptions()
                    .until(() -> installation.api().device("it-known").version().isPresent());
        }
    }

    @AfterAll
    static void stop() {
        installation.close();
    }

    static Stream<Arguments> commands() {
        return Stream.of(
                Arguments.of(0, new String[] {"version"}),
                Arguments.of(0, new String[] {"devices"}),
                Arguments.of(0, new String[] {"commands", "it-known"}),
                Arguments.of(1, new String[] {"command", "show", "cmd-00000000000000000000"}),
                Arguments.of(2, new String[] {"devices", "--no-such-option"}),
                Arguments.of(2, new String[] {"device"}),
                Arguments.of(2, new String[] {"update", "it-known", "--branch", "-evil"}),
                Arguments.of(5, new String[] {"restart", "it-unknown"}),
                Arguments.of(8, new String[] {"restart", "it-known", "--timeout", "1s"}));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void ofACommand(int exitCode, String[] command) throws Exception {
        // when
        Output output = installation.fleetctl().run(command);

        // then
        assertThat(output.exitCode()).as(output.err()).isEqualTo(exitCode);
        assertThat(output.err()).doesNotContain("Exception").doesNotContain("\tat ");
    }

    @Test
    void aCommandThatCannotSucceedAnyMoreIsOne() throws Exception {
        // given
        Output asked = installation.fleetctl().run("restart", "it-known", "--async");
        installation.fleetctl().run("command", "cancel", asked.out().strip());

        // when
        Output output =
                installation.fleetctl().run("command", "wait", asked.out().strip());

        // then
        assertThat(output.exitCode()).as(output.err()).isEqualTo(1);
    }

    /** At a terminal, which script(1) plays. */
    @Test
    void aNoAtThePromptIsThree(@TempDir Path folder) throws Exception {
        // given
        String line = "echo n | script -qefc '" + Surroundings.launcher("fleetctl") + " reboot it-known' /dev/null";
        Map<String, String> environment = Map.of(
                "HOME", folder.toString(),
                "R58_FLEET_URL", installation.fleetd().url(),
                "R58_FLEET_TOKEN_FILE", installation.fleetd().adminTokenFile().toString());

        // when
        try (ChildProcess process =
                ChildProcess.start(List.of("/bin/sh", "-c", line), environment, folder.resolve("output"))) {

            // then
            assertThat(process.awaitExit()).as(process.output()).isEqualTo(3);
            assertThat(process.output()).contains("Reboot it-known? [y/N]", "declined; nothing was done");
        }
    }

    @Test
    void nobodyWhoIsNotLoggedInGetsIn(@TempDir Path home) throws Exception {
        // given
        Fleetctl stranger = new Fleetctl(home);

        // when
        Output output = stranger.run("devices", "--url", installation.fleetd().url());

        // then
        assertThat(output.exitCode()).as(output.err()).isEqualTo(4);
        assertThat(output.err()).contains("fleetctl login");
    }

    @Test
    void aServerThatIsNotThereIsSeven(@TempDir Path home) throws Exception {
        // given
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        // when
        Output output = new Fleetctl(home)
                .run(
                        "devices",
                        "--url",
                        "http://127.0.0.1:" + port,
                        "--token-file",
                        installation.fleetd().adminTokenFile().toString());

        // then
        assertThat(output.exitCode()).as(output.err()).isEqualTo(7);
    }
}
