package no.itagenten.fleet.fleetctl.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import no.itagenten.fleet.fleetctl.Cli;
import no.itagenten.fleet.fleetctl.FakeFleet;
import no.itagenten.fleet.fleetctl.Sample;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigTest {

    private static final String PATH = "/api/devices/r58-aaa/config";

    @TempDir
    private Path folder;

    private FakeFleet fleet;
    private Cli cli;

    @BeforeEach
    void start() {
        fleet = new FakeFleet().on("GET /api/devices", 200, Sample.devices()).stream("/api/events");
        cli = new Cli(folder).at(fleet).clock(Clock.system(ZoneOffset.UTC));
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    private static String config(String reported, boolean inSync, String rejected, int seen) {
        return """
                {"revision":4,"desired":{"log_level":"debug"},"reported":{"log_level":"%s","heartbeat_interval":"30"},\
                "in_sync":%s,"rejected":{%s},"reported_at":"2026-11-23T18:00:00Z",\
                "reported_revision":%d}""".formatted(reported, inSync, rejected, seen);
    }

    @Test
    void showsWhatIsWantedAndWhatIsInForce() {
        fleet.on("GET " + PATH, 200, config("info", false, "", 3));

        cli.run("config", "get", "kirke");

        assertThat(cli.out()).isEqualTo("""
                        KEY                 WANTED  IN FORCE  DEFAULT  STATE
                        heartbeat_interval  –       30        30       left to the device
                        log_level           debug   info      info     ◌ not yet in force
                        log_sources         –       –         all      left to the device
                        log_batch_seconds   –       –         1        left to the device
                        """);
    }

    @Test
    void waitsUntilTheDeviceHasTakenIt() {
        fleet.on("PUT " + PATH, 200, config("info", false, "", 3)).on("GET " + PATH, 200, config("debug", true, "", 4));

        ExitCode code = cli.run("config", "set", "kirke", "log_level=DEBUG", "heartbeat_interval=");

        assertThat(code).isEqualTo(ExitCode.DONE);
        assertThat(fleet.asked("PUT", PATH).get(0).body())
                .isEqualTo("{\"log_level\":\"debug\",\"heartbeat_interval\":null}");
        assertThat(cli.err()).contains("✔ r58-aaa (Kirke 1): the configuration is in force.");
    }

    @Test
    void failsWhenTheDeviceDoesNotTakeIt() {
        fleet.on("PUT " + PATH, 200, config("info", false, "", 3))
                .on("GET " + PATH, 200, config("info", false, "\"log_level\":\"not here\"", 4));

        ExitCode code = cli.run("config", "set", "kirke", "log_level=debug");

        assertThat(code).isEqualTo(ExitCode.FAILED);
        assertThat(cli.err()).contains("does not take log_level: not here");
    }

    @Test
    void doesNotTakeTheRefusalOfAnEarlierChangeForThisOne() {
        fleet.on("PUT " + PATH, 200, config("info", false, "\"log_level\":\"not here\"", 3))
                .on("GET " + PATH, 200, config("info", false, "\"log_level\":\"not here\"", 3));

        ExitCode code = cli.run("config", "set", "kirke", "log_level=debug", "--timeout", "300ms");

        assertThat(code).isEqualTo(ExitCode.PENDING);
    }

    @Test
    void endsPendingWhenTheDeviceStaysSilent() {
        fleet.on("PUT /api/devices/r58-bbb/config", 200, config("info", false, "", 3))
                .on("GET /api/devices/r58-bbb/config", 200, config("info", false, "", 3));

        ExitCode code = cli.run("config", "set", "r58-bbb", "log_level=debug", "--timeout", "300ms");

        assertThat(code).isEqualTo(ExitCode.PENDING);
        assertThat(cli.err()).contains("r58-bbb is offline: stored, takes effect when it is back.");
    }

    @Test
    void refusesWhatCannotBeBeforeAskingTheServer() {
        assertThat(cli.run("config", "set", "kirke", "log_levle=debug")).isEqualTo(ExitCode.USAGE);
        assertThat(cli.run("config", "set", "kirke", "heartbeat_interval=1")).isEqualTo(ExitCode.USAGE);
        assertThat(cli.run("config", "set", "kirke", "nonsense")).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).contains("Did you mean log_level?", "from 5 to 3600", "not KEY=VALUE");
        assertThat(fleet.asked()).isEmpty();
    }
}
