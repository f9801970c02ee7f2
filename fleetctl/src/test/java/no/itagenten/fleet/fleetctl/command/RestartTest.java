package no.itagenten.fleet.fleetctl.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import no.itagenten.fleet.fleetctl.Cli;
import no.itagenten.fleet.fleetctl.FakeFleet;
import no.itagenten.fleet.fleetctl.Sample;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {

    @TempDir
    private Path folder;

    private FakeFleet fleet;
    private Cli cli;

    @BeforeEach
    void start() {
        fleet = new FakeFleet()
                        .on("GET /api/devices", 200, Sample.devices())
                        .on("POST /api/devices/r58-aaa/restart", 200, Sample.accepted("c1"))
                        .on("POST /api/devices/r58-bbb/restart", 200, Sample.accepted("c2"))
                        .stream("/api/events");
        cli = new Cli(folder).at(fleet);
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    private void command(String id, String device, String state, String reason) {
        fleet.on("GET /api/commands/" + id, 200, Sample.command(id, device, state, reason));
    }

    @Test
    void waitsForTheEndThatTheEventStreamTells() {
        command("c1", "r58-aaa", "running", null);
        fleet.event("/api/events", "1", "command", Sample.command("c1", "r58-aaa", "succeeded", null));

        ExitCode code = cli.run("restart", "kirke");

        assertThat(code).isEqualTo(ExitCode.DONE);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err()).isEqualTo("""
                        19:00:00 [r58-aaa] running: stop, r58-recorder
                        ✔ r58-aaa (Kirke 1): restart succeeded after 9 s: the message
                        """);
        assertThat(fleet.asked("POST", "/api/devices/r58-aaa/restart").get(0).body())
                .isEqualTo(
                        "{\"service\":null,\"expires_in_seconds\":null,\"deadline_seconds\":null,\"accept_risk\":null}");
    }

    @Test
    void asksForTheCommandWhereThereIsNoEventStream() {
        FakeFleet silent = new FakeFleet()
                .on("GET /api/devices", 200, Sample.devices())
                .on("POST /api/devices/r58-aaa/restart", 200, Sample.accepted("c1"))
                .on("GET /api/commands/c1", 200, Sample.command("c1", "r58-aaa", "running", null))
                .on("GET /api/commands/c1", 200, Sample.command("c1", "r58-aaa", "succeeded", null));
        try (silent) {
            ExitCode code = cli.at(silent).clock(Clock.system(ZoneOffset.UTC)).run("restart", "kirke");

            assertThat(code).isEqualTo(ExitCode.DONE);
        }
    }

    @Test
    void failsWithTheEndOfTheOutput() {
        command("c1", "r58-aaa", "failed", null);

        ExitCode code = cli.run("restart", "r58-aaa");

        assertThat(code).isEqualTo(ExitCode.FAILED);
        assertThat(cli.err())
                .contains(
                        "✘ r58-aaa (Kirke 1): restart failed after 9 s: the message",
                        "    no camera\n",
                        "fleetctl command show c1");
    }

    @Test
    void anEventThatWasOvertakenWithinItsInstantIsNoStepBack() {
        command("c1", "r58-aaa", "running", null);
        String delivered = Sample.command("c1", "r58-aaa", "queued", null)
                .replace("\"state\":\"queued\",\"reason\"", "\"state\":\"delivered\",\"reason\"")
                .replace("\"updated_at\":\"2026-11-23T18:59:50Z\"", "\"updated_at\":\"2026-11-23T18:59:55Z\"");
        fleet.event("/api/events", "1", "command", delivered);
        fleet.event("/api/events", "2", "command", Sample.command("c1", "r58-aaa", "succeeded", null));

        cli.run("restart", "kirke");

        assertThat(cli.err()).isEqualTo("""
                        19:00:00 [r58-aaa] running: stop, r58-recorder
                        ✔ r58-aaa (Kirke 1): restart succeeded after 9 s: the message
                        """);
    }

    @Test
    void saysAtOnceThatADeviceIsOfflineAndEndsPending() {
        command("c2", "r58-bbb", "queued", "offline");

        ExitCode code = cli.clock(Clock.system(ZoneOffset.UTC)).run("restart", "r58-bbb", "--timeout", "200ms");

        assertThat(code).isEqualTo(ExitCode.PENDING);
        assertThat(cli.err())
                .contains("[r58-bbb] offline: queued, runs when it is back (expires ")
                .contains("r58-bbb: restart is still queued (offline)", "fleetctl command wait c2");
    }

    @Test
    void lookedAtAsyncItPrintsTheIdAndNothingElse() {
        ExitCode code = cli.run("restart", "r58-aaa", "--async");

        assertThat(code).isEqualTo(ExitCode.DONE);
        assertThat(cli.out()).isEqualTo("c1\n");
        assertThat(cli.err()).isEmpty();
    }

    @Test
    void theWorstOfSeveralDevicesDecides() {
        command("c1", "r58-aaa", "succeeded", null);
        command("c2", "r58-bbb", "failed", null);

        ExitCode code = cli.run("restart", "r58-aaa", "r58-bbb", "--yes");

        assertThat(code).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void goesOnWithTheOthersWhenTheServerRefusesOne() {
        FakeFleet other = new FakeFleet()
                .on("GET /api/devices", 200, Sample.devices())
                .on(
                        "POST /api/devices/r58-aaa/restart",
                        409,
                        "{\"error\":\"too many are queued\",\"code\":\"conflict\"}")
                .on("POST /api/devices/r58-bbb/restart", 200, Sample.accepted("c2"))
                .on("GET /api/commands/c2", 200, Sample.command("c2", "r58-bbb", "succeeded", null));
        try (other) {
            ExitCode code = cli.at(other).run("restart", "r58-aaa", "r58-bbb", "--yes");

            assertThat(code).isEqualTo(ExitCode.FAILED);
            assertThat(cli.err()).contains("✘ r58-aaa (Kirke 1): too many are queued", "✔ r58-bbb: restart succeeded");
        }
    }

    @Test
    void asksBeforeSeveralDevices() {
        ExitCode code = cli.answering("n").run("restart", "r58-aaa", "r58-bbb");

        assertThat(code).isEqualTo(ExitCode.DECLINED);
        assertThat(cli.questions()).containsExactly("Restart 2 devices (Kirke 1, r58-bbb)?");
        assertThat(fleet.asked()).allMatch(asked -> asked.method().equals("GET"));
    }

    @Test
    void neverAsksWithoutATerminal() {
        ExitCode code = cli.run("restart", "r58-aaa", "r58-bbb");

        assertThat(code).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).contains("--yes");
    }

    @Test
    void aDeviceNamedTwiceIsRestartedOnce() {
        ExitCode code = cli.run("restart", "r58-aaa", "kirke", "--async");

        assertThat(code).isEqualTo(ExitCode.DONE);
        assertThat(fleet.asked("POST", "/api/devices/r58-aaa/restart")).hasSize(1);
    }

    @Test
    void onCtrlCSaysThatTheCommandGoesOn() {
        command("c1", "r58-aaa", "running", null);
        CompletableFuture<ExitCode> run = CompletableFuture.supplyAsync(() -> cli.run("restart", "r58-aaa"));
        await().until(() -> !fleet.asked("GET", "/api/events").isEmpty());

        cli.cancellation().cancel();

        assertThat(run).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(cli.err())
                .contains("the command goes on. Wait for it again with: fleetctl command wait c1")
                .doesNotContain("Error");
    }

    @Test
    void drawsOverItsLineOnATerminal() {
        command("c1", "r58-aaa", "running", null);
        fleet.event("/api/events", "1", "command", Sample.command("c1", "r58-aaa", "succeeded", null));

        cli.onTerminal(100).run("restart", "r58-aaa");

        assertThat(cli.err())
                .contains("\r\u001b[2K", "running: stop", "\u001b[1A")
                .endsWith("the message\n");
    }

    @Test
    void refusesAServiceThatIsAnOption() {
        ExitCode code = cli.run("restart", "r58-aaa", "--service=-x");

        assertThat(code).isEqualTo(ExitCode.USAGE);
        assertThat(fleet.asked()).isEmpty();
    }

    @Test
    void anUpdateTakesAtMostOneOfBranchTagAndCommit() {
        ExitCode code = cli.run("update", "r58-aaa", "--branch", "main", "--tag", "v1");

        assertThat(code).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).contains("--branch", "--tag", "mutually exclusive");
    }

    @Test
    void anUpdateNamesItsVersion() {
        fleet.on("POST /api/devices/r58-aaa/update", 200, Sample.accepted("c1"));

        cli.run("update", "r58-aaa", "--tag", "v1", "--async");

        assertThat(fleet.asked("POST", "/api/devices/r58-aaa/update").get(0).body())
                .isEqualTo(
                        "{\"branch\":null,\"tag\":\"v1\",\"commit\":null,\"force\":null,\"dry_run\":null,\"allow_downgrade\":null,"
                                + "\"verify_timeout_seconds\":null,\"expires_in_seconds\":null,\"deadline_seconds\":null,\"accept_risk\":null}");
    }
}
