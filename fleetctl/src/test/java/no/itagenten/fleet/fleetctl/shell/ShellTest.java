package no.itagenten.fleet.fleetctl.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import no.itagenten.fleet.fleetctl.Cli;
import no.itagenten.fleet.fleetctl.FakeFleet;
import no.itagenten.fleet.fleetctl.Sample;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell where there is no terminal: a list of commands. */
class ShellTest {

    @TempDir
    private Path folder;

    private FakeFleet fleet;
    private Cli cli;

    @BeforeEach
    void start() {
        fleet = new FakeFleet()
                .on("GET /api/devices", 200, Sample.devices())
                .on("GET /api/whoami", 200, "{\"name\":\"admin\",\"role\":\"admin\"}");
        cli = new Cli(folder).at(fleet);
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    @Test
    void runsOneCommandAfterTheOther() {
        ExitCode code = cli.typing("# a comment\n\ndevices -o json  # all\nfleetctl device show \"Kirke 1\"\r\n")
                .run("shell");

        assertThat(code).isEqualTo(ExitCode.DONE);
        assertThat(cli.out())
                .startsWith("{\"apiVersion\":\"fleet/v1\",\"kind\":\"DeviceList\",\"items\":[{\"id\"")
                .contains("Name                Kirke 1");
    }

    @Test
    void stopsAtTheFirstThatFailsWithItsCode() {
        ExitCode code = cli.typing("version\nlogs nobody\nversion\n").run("shell");

        assertThat(code).isEqualTo(ExitCode.NO_DEVICE);
        assertThat(cli.out()).containsOnlyOnce("fleetctl ");
    }

    @Test
    void runsAFileUpToTheLineThatFails() throws IOException {
        Path script = Files.writeString(
                folder.resolve("night.fleet"), "version\nuse \\\n  kirke\ndevice show -o json\nlogs nobody\nversion\n");

        ExitCode code = cli.run("shell", "-f", script.toString());

        assertThat(code).isEqualTo(ExitCode.NO_DEVICE);
        assertThat(cli.out()).containsOnlyOnce("fleetctl ").contains("\"id\":\"r58-aaa\"");
        assertThat(cli.err()).contains("night.fleet, line 5: ended with exit code 5; nothing behind it was run.");
    }

    @Test
    void aFileThatIsNotThereIsUsage() {
        assertThat(cli.run("shell", "-f", folder.resolve("none").toString())).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aLocalProgramThatFailsEndsItToo() {
        assertThat(cli.typing("version | cat >/dev/null\nversion | false\nwhoami\n")
                        .run("shell"))
                .isEqualTo(ExitCode.FAILED);
        assertThat(cli.err()).contains("standard input, line 2: ended with exit code 1");
    }

    @Test
    void helpTellsTheWordsOfTheShell() {
        assertThat(cli.typing("help\nhelp use\n").run("shell")).isEqualTo(ExitCode.DONE);
        assertThat(cli.out()).contains("fleetctl COMMAND --help", "  use kirke-1  ", "Usage: use ", "  use venue=oslo");
    }

    @Test
    void stopsAtExit() {
        assertThat(cli.typing("exit\nnonsense\n").run("shell")).isEqualTo(ExitCode.DONE);
    }

    @Test
    void aQuoteThatIsNotClosedIsUsage() {
        assertThat(cli.typing("device show \"Kirke\n").run("shell")).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).contains("a quote is not closed");
    }

    @Test
    void handsItsOwnOptionsOn() {
        cli.set("R58_FLEET_URL", "http://127.0.0.1:1");

        assertThat(cli.typing("whoami\n").run("shell", "--url", fleet.url())).isEqualTo(ExitCode.DONE);
        assertThat(cli.typing("whoami --url http://127.0.0.1:1\n").run("shell", "--url", fleet.url()))
                .isEqualTo(ExitCode.UNREACHABLE);
    }
}
