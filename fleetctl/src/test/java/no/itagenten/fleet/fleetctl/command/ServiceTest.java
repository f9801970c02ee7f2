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

class ServiceTest {

    private static final String PATH = "/api/devices/r58-aaa/service";

    @TempDir
    private Path folder;

    private FakeFleet fleet;
    private Cli cli;

    @BeforeEach
    void start() {
        String answered = Sample.command("c1", "r58-aaa", "succeeded", null)
                .replace(
                        "\"type\":\"restart\",\"parameters\":{}",
                        "\"type\":\"service\",\"parameters\":" + "{\"service\":\"r58-recorder\",\"action\":\"status\"}")
                .replace(
                        "\"details\":{}",
                        "\"details\":{\"active_state\":\"active\",\"sub_state\":\"running\","
                                + "\"since\":\"Mon 2026-11-23 18:00:00 UTC\",\"pid\":\"42\",\"restarts\":\"0\"}")
                .replace("\"output_tail\":null", "\"output_tail\":\"ready\\nrecording\"");
        fleet = new FakeFleet()
                        .on("GET /api/devices", 200, Sample.devices())
                        .on("POST " + PATH, 200, Sample.accepted("c1"))
                        .on("GET /api/commands/c1", 200, answered)
                        .stream("/api/events");
        cli = new Cli(folder).at(fleet);
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    @Test
    void showsHowAServiceIsAndWhatItWroteLast() {
        ExitCode code = cli.run("service", "status", "kirke", "r58-recorder");

        assertThat(code).as(cli.err()).isEqualTo(ExitCode.DONE);
        assertThat(cli.out()).isEqualTo("""
                Service       r58-recorder
                State         active (running)
                Since         Mon 2026-11-23 18:00:00 UTC
                Main process  42
                Restarts      0

                Last lines
                    ready
                    recording
                """);
        assertThat(fleet.asked("POST", PATH).get(0).body())
                .startsWith("{\"service\":\"r58-recorder\",\"action\":\"status\"");
    }

    @Test
    void stops() {
        assertThat(cli.run("service", "stop", "kirke", "r58-recorder")).isEqualTo(ExitCode.DONE);

        assertThat(fleet.asked("POST", PATH).get(0).body()).contains("\"action\":\"stop\"");
    }

    @Test
    void refusesAnOptionForAName() {
        assertThat(cli.run("service", "stop", "kirke", "a b")).isEqualTo(ExitCode.USAGE);

        assertThat(fleet.asked("POST", PATH)).isEmpty();
    }
}
