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

class AlertsTest {

    @TempDir
    private Path folder;

    private FakeFleet fleet;
    private Cli cli;

    @BeforeEach
    void start() {
        fleet = new FakeFleet()
                .on("GET /api/devices", 200, Sample.devices())
                .on("GET /api/commands?limit=500", 200, "[" + Sample.command("cmd-1", "r58-aaa", "failed", null) + "]");
        cli = new Cli(folder).at(fleet);
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    @Test
    void listsWhatIsWrongTheGravestFirstWithWhatHelps() {
        assertThat(cli.run("alerts")).isEqualTo(ExitCode.DONE);

        assertThat(cli.out())
                .containsSubsequence("✘ offline", "▲ restart failed: the message", "fleetctl command show cmd-1");
    }

    @Test
    void leavesOutWhatIsNotSelectedOrNotGrave() {
        cli.run("alerts", "--critical", "-o", "json");
        cli.run("get", "alerts", "kirke");

        assertThat(cli.out()).contains("\"kind\":\"offline\"").doesNotContain("\"kind\":\"command\"");
        assertThat(cli.out().lines().skip(1)).anyMatch(line -> line.contains("r58-aaa"));
        assertThat(cli.out().lines().skip(1)).noneMatch(line -> line.contains("r58-bbb"));
    }

    @Test
    void nothingThatIsWrongIsDone() {
        FakeFleet calm = new FakeFleet().on("GET /api/devices", 200, "[]").on("GET /api/commands?limit=500", 200, "[]");
        try (calm) {
            assertThat(cli.at(calm).run("alerts")).isEqualTo(ExitCode.DONE);
        }

        assertThat(cli.err()).contains("Nothing is wrong.");
    }
}
