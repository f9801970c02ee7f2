package no.itagenten.fleet.fleetctl.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
                Kirke 1\tonline, Domkirken
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
