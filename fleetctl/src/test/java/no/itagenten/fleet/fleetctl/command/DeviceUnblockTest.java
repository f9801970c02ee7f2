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

/** A commit that was rolled back is let in again, and seen until then. */
class DeviceUnblockTest {

    private static final String PATH = "/api/devices/r58-aaa/unblock";
    private static final String BLOCKED =
            ",\"blocked_commits\":{\"3f9a2c1b0d5e3f9a2c1b0d5e3f9a2c1b0d5e3f9a\":" + "\"2026-11-24T18:00:00Z\"}}";

    @TempDir
    private Path folder;

    private FakeFleet fleet;
    private Cli cli;

    @BeforeEach
    void start() {
        String device = Sample.device("r58-aaa", "Kirke 1", "online");
        String blocked = device.substring(0, device.length() - 1) + BLOCKED;
        fleet = new FakeFleet()
                        .on("GET /api/devices", 200, "[" + blocked + "]")
                        .on("GET /api/devices/r58-aaa", 200, blocked)
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
    void lifts() {
        ExitCode code = cli.run("device", "unblock", "kirke", "3f9a2c1b");

        assertThat(code).isEqualTo(ExitCode.DONE);
        assertThat(fleet.asked("POST", PATH)).hasSize(1);
    }

    @Test
    void isShownWithTheDevice() {
        cli.run("device", "show", "kirke");

        assertThat(cli.out()).contains("Blocked commit").contains("3f9a2c1b").contains("until");
    }
}
