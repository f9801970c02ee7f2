package no.itagenten.fleet.fleetctl.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import no.itagenten.fleet.fleetctl.Cli;
import no.itagenten.fleet.fleetctl.FakeFleet;
import no.itagenten.fleet.fleetctl.Sample;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsTest {

    private static final String FOLLOW = "/api/devices/r58-aaa/logs?limit=0&follow=1";
    private static final String FOLLOW_B = "/api/devices/r58-bbb/logs?limit=0&follow=1";

    @TempDir
    private Path folder;

    private FakeFleet fleet;
    private Cli cli;

    @BeforeEach
    void start() {
        fleet = new FakeFleet().on("GET /api/devices", 200, Sample.devices());
        cli = new Cli(folder).at(fleet);
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    private static String page(int newest, int oldest) {
        StringBuilder page = new StringBuilder("[");
        for (int id = newest; id >= oldest; id--) {
            page.append(id == newest ? "" : ",").append(Sample.log(id, "info", "line " + id));
        }
        return page.append(']').toString();
    }

    @Test
    void printsTheOldestLineFirst() {
        fleet.on(
                "GET /api/devices/r58-aaa/logs?limit=2&since=2026-11-23T18:50:00Z&level=warn",
                200,
                "[" + Sample.log(8, "error", "no camera\\n  at A\\u001b[2J") + "," + Sample.log(7, "warn", "slow")
                        + "]");

        ExitCode code = cli.run("logs", "kirke", "-n", "2", "--since", "10m", "--level", "warning");

        assertThat(code).isEqualTo(ExitCode.DONE);
        assertThat(cli.out()).isEqualTo("""
                        2026-11-23 18:59:07Z WARN  r58-recorder: slow
                        2026-11-23 18:59:08Z ERROR r58-recorder: no camera
                              at A
                        """);
    }

    @Test
    void leafsThroughPagesForMoreThanTheServerGivesAtOnce() {
        fleet.on("GET /api/devices/r58-aaa/logs?limit=1000", 200, page(1500, 501))
                .on("GET /api/devices/r58-aaa/logs?limit=200&before=501", 200, page(500, 301));

        cli.run("logs", "kirke", "-n", "1200");

        assertThat(cli.out().lines()).hasSize(1200);
        assertThat(cli.out())
                .startsWith("2026-11-23 18:59:01Z INFO  r58-recorder: line 301\n")
                .endsWith("line 1500\n");
    }

    @Test
    void goesOnAfterABreakWithoutLossOrRepetition() {
        fleet.on("GET /api/devices/r58-aaa/logs?limit=100", 200, page(1, 1))
                .event(FOLLOW, "2", "log", Sample.log(2, "info", "two"))
                .breakStream(FOLLOW)
                .event(FOLLOW, "2", "log", Sample.log(2, "info", "two"))
                .event(FOLLOW, "3", "log", Sample.log(3, "info", "three"));

        CompletableFuture<ExitCode> run = CompletableFuture.supplyAsync(() -> cli.run("logs", "kirke", "-f"));
        await().until(() -> cli.out().contains("three"));
        cli.cancellation().cancel();

        assertThat(run).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(cli.out()).hasLineCount(3).containsOnlyOnce("two");
        assertThat(cli.err()).containsOnlyOnce("trying again").containsOnlyOnce("The connection is back");
        assertThat(fleet.asked("GET", FOLLOW))
                .extracting(FakeFleet.Asked::lastEventId)
                .containsExactly("1", "2");
    }

    @Test
    void followsFromNowOnWithACursorForTheFirstBreak() {
        fleet.on("GET /api/devices/r58-aaa/logs?limit=1", 200, page(41, 41))
                .event(FOLLOW, "42", "log", Sample.log(42, "info", "new"));

        CompletableFuture<ExitCode> run =
                CompletableFuture.supplyAsync(() -> cli.run("logs", "kirke", "-f", "-n", "0", "-o", "json"));
        await().until(() -> cli.out().contains("new"));
        cli.cancellation().cancel();

        assertThat(run).succeedsWithin(Duration.ofSeconds(5));
        assertThat(fleet.asked("GET", FOLLOW).get(0).lastEventId()).isEqualTo("41");
        assertThat(cli.out())
                .startsWith("{\"id\":42,\"device_id\":\"r58-aaa\",")
                .hasLineCount(1);
    }

    @Test
    void mergesTheLinesOfSeveralDevicesByTime() {
        fleet.on("GET /api/devices/r58-aaa/logs?limit=3", 200, page(9, 7))
                .on(
                        "GET /api/devices/r58-bbb/logs?limit=3",
                        200,
                        "[" + Sample.log(68, "warn", "slow") + "," + Sample.log(2, "info", "old") + "]");

        cli.run("logs", "kirke", "r58-bbb", "-n", "3");

        assertThat(cli.out()).isEqualTo("""
                        [Kirke 1] 2026-11-23 18:59:08Z INFO  r58-recorder: line 8
                        [r58-bbb] 2026-11-23 18:59:08Z WARN  r58-recorder: slow
                        [Kirke 1] 2026-11-23 18:59:09Z INFO  r58-recorder: line 9
                        """);
    }

    @Test
    void followsSeveralAndGoesOnWhenOneIsRemoved() {
        fleet.on("GET /api/devices/r58-aaa/logs?limit=100", 200, page(1, 1))
                .on("GET /api/devices/r58-bbb/logs?limit=100", 200, "[]")
                .event(FOLLOW, "3", "log", Sample.log(3, "info", "three"))
                .on("GET " + FOLLOW_B, 404, "{\"error\":\"no such device\",\"code\":\"not_found\"}");

        CompletableFuture<ExitCode> run =
                CompletableFuture.supplyAsync(() -> cli.run("logs", "kirke", "r58-bbb", "--follow"));
        await().until(() -> cli.out().contains("three") && cli.err().contains("No more lines of r58-bbb"));
        fleet.event(FOLLOW, "4", "log", Sample.log(4, "info", "four"));
        await().until(() -> cli.out().contains("[Kirke 1] 2026-11-23 18:59:04Z INFO  r58-recorder: four"));
        cli.cancellation().cancel();

        assertThat(run).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(ExitCode.INTERRUPTED);
    }

    @Test
    void sortsOutWhatTheServerDoesNotOverSeveralPages() {
        fleet.on("GET /api/devices/r58-aaa/logs?limit=1000", 200, page(1500, 501))
                .on("GET /api/devices/r58-aaa/logs?limit=1000&before=501", 200, page(500, 1));

        cli.run("logs", "kirke", "--grep", "line .*00$", "--service", "r58-recorder.service", "-n", "6");

        assertThat(cli.out().lines().map(line -> line.replaceFirst(".*: ", "")))
                .containsExactly("line 1000", "line 1100", "line 1200", "line 1300", "line 1400", "line 1500");
    }

    @Test
    void leavesOutWhatCameLater() {
        fleet.on("GET /api/devices/r58-aaa/logs?limit=1000", 200, page(3, 1));

        cli.run("logs", "kirke", "--until", "2026-11-23T18:59:58Z");

        assertThat(cli.out()).isEmpty();
        assertThat(cli.err()).contains("No log lines of r58-aaa (Kirke 1) match.");
    }

    @Test
    void aBadTimeIsUsage() {
        assertThat(cli.run("logs", "kirke", "--since", "yesterday")).isEqualTo(ExitCode.USAGE);
        assertThat(cli.run("logs", "kirke", "-n", "-1")).isEqualTo(ExitCode.USAGE);
        assertThat(cli.run("logs", "kirke", "--level", "loud")).isEqualTo(ExitCode.USAGE);
        assertThat(cli.run("logs", "kirke", "--grep", "(")).isEqualTo(ExitCode.USAGE);
        assertThat(cli.run("logs", "kirke", "--until", "1m", "-f")).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).contains("'(' is not a regular expression");
        assertThat(cli.err()).contains("'yesterday' is neither", "a log level is debug, info, warn or error");
    }
}
