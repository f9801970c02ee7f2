package no.itagenten.fleet.fleetctl.client;

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

/** A server that is older or newer than we are: what both know goes on, and what one does not know is put down to that. */
class OtherVersionTest {

    private static final String OLD = Sample.command("cmd-1", "r58-aaa", "succeeded", null);
    private static final String NEW =
            Sample.command("cmd-2", "r58-aaa", "succeeded", null).replace("\"restart\"", "\"levitate\"");

    @TempDir
    private Path folder;

    private FakeFleet fleet;
    private Cli cli;

    @BeforeEach
    void start() {
        fleet = new FakeFleet().header("R58-Fleet-Version", "9.9.9");
        cli = new Cli(folder).at(fleet);
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    @Test
    void ofAListWhatIsUnderstoodIsShown() {
        fleet.on("GET /api/commands?limit=50", 200, "[" + NEW + "," + OLD + "]");

        ExitCode code = cli.run("commands", "-o", "name");

        assertThat(code).isEqualTo(ExitCode.DONE);
        assertThat(cli.out()).isEqualTo("cmd-1\n");
        assertThat(cli.err())
                .startsWith("Warning: The server is fleetd 9.9.9 and this is fleetctl ")
                .contains("does not know 1 of 2 in the list and leaves that out.");
    }

    @Test
    void whatIsNotUnderstoodAtAllIsPutDownToTheVersions() {
        fleet.on("GET /api/commands/cmd-2", 200, NEW);

        ExitCode code = cli.run("command", "show", "cmd-2");

        assertThat(code).isEqualTo(ExitCode.FAILED);
        assertThat(cli.err())
                .contains("fleetd 9.9.9 at " + fleet.url() + " says something that this fleetctl does not know ('type'")
                .contains("have both of one version")
                .doesNotContain("is not fleetd");
    }

    @Test
    void whatTheServerDoesNotKnowIsPutDownToThem() {
        fleet.on("GET /api/windows", 404, "{\"error\":\"there is nothing at this path\",\"code\":\"not_found\"}");

        ExitCode code = cli.run("window", "list");

        assertThat(code).isEqualTo(ExitCode.FAILED);
        assertThat(cli.err())
                .contains("the server at " + fleet.url() + ", fleetd 9.9.9, does not know how to do this")
                .contains("This is fleetctl ");
    }

    @Test
    void aWaitIsNotEndedByWhatSomebodyElseAsksFor() {
        fleet.on("GET /api/devices", 200, Sample.devices())
                .on("POST /api/devices/r58-aaa/restart", 202, Sample.accepted("cmd-1"))
                .on("GET /api/commands/cmd-1", 200, Sample.command("cmd-1", "r58-aaa", "running", null))
                .event("/api/events", "1", "command", NEW)
                .event("/api/events", "2", "command", OLD);

        ExitCode code = cli.run("restart", "r58-aaa");

        assertThat(code).as(cli.err()).isEqualTo(ExitCode.DONE);
        assertThat(cli.err()).contains("does not know an event and leaves that out");
    }

    @Test
    void oneVersionIsNoReason() {
        fleet.header("R58-Fleet-Version", ServerVersion.own()).on("GET /api/commands?limit=50", 200, "[" + NEW + "]");

        assertThat(cli.run("commands")).isEqualTo(ExitCode.FAILED);
        assertThat(cli.err()).contains("is not fleetd (unexpected JSON");
    }
}
