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

/** Waiting for whatever is under way on devices. */
class WaitTest {

    @TempDir
    private Path folder;

    private FakeFleet fleet;
    private Cli cli;

    @BeforeEach
    void start() {
        fleet = new FakeFleet()
                .on("GET /api/devices", 200, Sample.devices()).stream("/api/events")
                        .on("GET /api/devices/r58-bbb/commands?limit=500&state=active", 200, "[]")
                        .on(
                                "GET /api/devices/r58-aaa/commands?limit=500&state=active",
                                200,
                                "[" + Sample.command("cmd-1", "r58-aaa", "running", null) + ","
                                        + Sample.command("cmd-2", "r58-aaa", "queued", "order") + "]")
                        .on("GET /api/commands/cmd-1", 200, Sample.command("cmd-1", "r58-aaa", "succeeded", null));
        cli = new Cli(folder).at(fleet);
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    @Test
    void endsWhenAllHasEndedAndTheWorstWins() {
        fleet.on("GET /api/commands/cmd-2", 200, Sample.command("cmd-2", "r58-aaa", "failed", null));

        ExitCode code = cli.run("wait", "--all");

        assertThat(code).isEqualTo(ExitCode.FAILED);
        assertThat(cli.err()).contains("✔ r58-aaa (Kirke 1)", "✘ r58-aaa (Kirke 1)");
    }

    @Test
    void whatIsStillUnderWayIsPending() {
        fleet.on("GET /api/commands/cmd-2", 200, Sample.command("cmd-2", "r58-aaa", "queued", "order"));

        assertThat(cli.run("wait", "kirke", "--timeout", "0s")).isEqualTo(ExitCode.PENDING);
    }

    @Test
    void takesIdsOfCommandsToo() {
        assertThat(cli.run("wait", "cmd-1")).isEqualTo(ExitCode.DONE);

        assertThat(fleet.asked("GET", "/api/devices")).isEmpty();
    }

    @Test
    void nothingUnderWayIsDone() {
        assertThat(cli.run("wait", "r58-bbb")).isEqualTo(ExitCode.DONE);

        assertThat(cli.err()).contains("Nothing is under way");
    }

    @Test
    void nothingSelectedIsAMistake() {
        assertThat(cli.run("wait")).isEqualTo(ExitCode.USAGE);
    }
}
