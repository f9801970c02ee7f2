package no.itagenten.fleet.fleetctl.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import no.itagenten.fleet.fleetctl.Cli;
import no.itagenten.fleet.fleetctl.FakeFleet;
import no.itagenten.fleet.fleetctl.Sample;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompleteTest {

    @TempDir
    private Path folder;

    private FakeFleet fleet;
    private Cli cli;

    @BeforeEach
    void start() {
        fleet = new FakeFleet();
        cli = new Cli(folder).at(fleet);
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    @Test
    void namesDevicesByIdAndName() {
        fleet.on("GET /api/devices", 200, Sample.devices());

        ExitCode code = cli.run("__complete", "devices");

        assertThat(code).isEqualTo(ExitCode.DONE);
        assertThat(cli.out()).isEqualTo("""
                r58-aaa\tKirke 1, online, Domkirken
                Kirke 1\tr58-aaa, online, Domkirken
                r58-bbb\toffline, Domkirken
                """);
    }

    @Test
    void namesVenuesAndTagsOnceEach() {
        fleet.on("GET /api/devices", 200, Sample.devices());

        cli.run("__complete", "venues");
        cli.run("__complete", "tags");

        assertThat(cli.out()).isEqualTo("Domkirken\t\na\t\n");
    }

    @Test
    void namesWhatSelectorsTake() {
        fleet.on("GET /api/devices", 200, Sample.devices());

        cli.run("__complete", "selectors");

        assertThat(cli.out()).isEqualTo("tag=a\t\nvenue=Domkirken\t\n");
    }

    @Test
    void namesCommandsByWhatTheyAre() {
        fleet.on("GET /api/commands?limit=30", 200, "[" + Sample.command("0f8b2c", "r58-aaa", "running", null) + "]");

        cli.run("__complete", "commands");

        assertThat(cli.out()).isEqualTo("0f8b2c\tr58-aaa restart running\n");
    }

    @Test
    void namesContextsWithoutAskingAServer() {
        cli.run("context", "add", "studio", "--url", "https://fleet.example.org");

        cli.run("__complete", "contexts");

        assertThat(cli.out()).isEqualTo("studio\t\n");
    }

    @Test
    void leavesOutNamesThatCannotBeTyped() {
        fleet.on("GET /api/devices", 200, "[" + Sample.device("r58-aaa", "a\\nb", "online") + "]");

        cli.run("__complete", "devices");

        assertThat(cli.out()).isEqualTo("r58-aaa\ta b, online, Domkirken\n");
    }

    @Test
    void saysNothingOfAKindThatItDoesNotKnow() {
        ExitCode code = cli.run("__complete", "cameras");

        assertThat(code).isEqualTo(ExitCode.DONE);
        assertThat(cli.out() + cli.err()).isEmpty();
    }

    @Test
    void saysNothingWhenTheServerRefuses() {
        fleet.on("GET /api/users", 403, "{\"error\":\"not for you\",\"code\":\"forbidden\"}");

        ExitCode code = cli.run("__complete", "users");

        assertThat(code).isEqualTo(ExitCode.DONE);
        assertThat(cli.out() + cli.err()).isEmpty();
    }

    @Test
    void waitsNoLongerThanSomebodyWouldForAServerThatHangs() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            cli.set("R58_FLEET_URL", "http://127.0.0.1:" + silent.getLocalPort());

            ExitCode code = assertTimeout(Duration.ofSeconds(4), () -> cli.run("__complete", "devices"));

            assertThat(code).isEqualTo(ExitCode.DONE);
            assertThat(cli.out() + cli.err()).isEmpty();
        }
    }

    @Test
    void saysNothingWhenTheServerDoesNotAnswer() {
        fleet.close();

        ExitCode code = cli.run("__complete", "devices");

        assertThat(code).isEqualTo(ExitCode.DONE);
        assertThat(cli.out() + cli.err()).isEmpty();
    }

    @Test
    void saysNothingWithoutAServer() {
        ExitCode code = new Cli(folder).run("__complete", "devices");

        assertThat(code).isEqualTo(ExitCode.DONE);
    }

    @Test
    void isInNoListOfCommands() {
        cli.run("help");

        assertThat(cli.out()).doesNotContain("__complete").contains("completion");
    }

    @Test
    void printsTheScriptOfAShell() {
        cli.run("completion", "bash");

        assertThat(cli.out()).contains("complete -F _fleetctl fleetctl", "'device rename'");
    }

    @Test
    void refusesAShellThatItDoesNotKnow() {
        ExitCode code = cli.run("completion", "tcsh");

        assertThat(code).isEqualTo(ExitCode.USAGE);
    }
}
