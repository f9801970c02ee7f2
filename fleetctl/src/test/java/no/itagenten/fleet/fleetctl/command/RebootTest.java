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

/** A reboot interrupts everything, so that it is never given by a slip. */
class RebootTest {

    private static final String PATH = "/api/devices/r58-aaa/reboot";

    @TempDir
    private Path folder;

    private FakeFleet fleet;
    private Cli cli;

    @BeforeEach
    void start() {
        fleet = new FakeFleet()
                        .on("GET /api/devices", 200, Sample.devices())
                        .on("POST " + PATH, 200, Sample.accepted("c1"))
                        .on("GET /api/commands/c1", 200, Sample.command("c1", "r58-aaa", "succeeded", null))
                        .stream("/api/events");
        cli = new Cli(folder).at(fleet);
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    @Test
    void isNotGivenWhereNobodyCanBeAsked() {
        ExitCode code = cli.run("reboot", "kirke");

        assertThat(code).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).contains("--yes");
        assertThat(fleet.asked("POST", PATH)).isEmpty();
    }

    @Test
    void isNotGivenWhenThePersonSaysNo() {
        ExitCode code = cli.answering("n").run("reboot", "kirke");

        assertThat(code).isEqualTo(ExitCode.DECLINED);
        assertThat(fleet.asked("POST", PATH)).isEmpty();
    }

    @Test
    void isGivenUnaskedWhenToldSo() {
        ExitCode code = cli.run("reboot", "kirke", "--yes");

        assertThat(code).isEqualTo(ExitCode.DONE);
        assertThat(fleet.asked("POST", PATH)).hasSize(1);
    }
}
