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

/** Removing devices, commands, events. */
class ManageTest {

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

    @Test
    void removesADeviceAfterAYes() {
        fleet.on("DELETE /api/devices/r58-aaa", 200, "{\"id\":\"r58-aaa\"}");

        assertThat(cli.answering("y").run("device", "remove", "kirke")).isEqualTo(ExitCode.DONE);
        assertThat(cli.questions().get(0)).contains("r58-aaa (Kirke 1)");
        assertThat(fleet.asked("DELETE", "/api/devices/r58-aaa")).hasSize(1);
    }

    @Test
    void removesNothingAfterANoOrWithoutATerminal() {
        assertThat(cli.run("device", "remove", "kirke")).isEqualTo(ExitCode.USAGE);
        assertThat(cli.answering("n").run("device", "remove", "kirke")).isEqualTo(ExitCode.DECLINED);
        assertThat(fleet.asked()).noneMatch(asked -> asked.method().equals("DELETE"));
    }

    @Test
    void givesADevicesPlaceToNewHardwareAfterAYes() {
        fleet.on("POST /api/devices/r58-aaa/replace", 200, Sample.device("r58-bbb", "Kirke 1", "online"));

        assertThat(cli.answering("y").run("device", "replace", "kirke", "r58-bbb"))
                .isEqualTo(ExitCode.DONE);

        assertThat(cli.questions().get(0)).contains("r58-aaa (Kirke 1)", "remove r58-aaa");
        assertThat(fleet.asked("POST", "/api/devices/r58-aaa/replace").get(0).body())
                .isEqualTo("{\"by\":\"r58-bbb\"}");
    }

    @Test
    void resetsACredential() {
        fleet.on("DELETE /api/devices/r58-aaa/credential", 200, "{\"id\":\"r58-aaa\"}");

        assertThat(cli.run("device", "reset-credential", "kirke", "--yes")).isEqualTo(ExitCode.DONE);
    }

    @Test
    void resetsNoCredentialUnasked() {
        assertThat(cli.run("device", "reset-credential", "kirke")).isEqualTo(ExitCode.USAGE);
        assertThat(cli.answering("n").run("device", "reset-credential", "kirke"))
                .isEqualTo(ExitCode.DECLINED);

        assertThat(cli.questions().get(0)).contains("r58-aaa (Kirke 1)");
        assertThat(fleet.asked()).noneMatch(asked -> asked.method().equals("DELETE"));
    }

    @Test
    void listsCommands() {
        fleet.on(
                "GET /api/commands?limit=50",
                200,
                "[" + Sample.command("c1", "r58-aaa", "succeeded", null) + ","
                        + Sample.command("c2", "r58-bbb", "queued", "offline") + "]");

        cli.run("commands");

        assertThat(cli.out()).isEqualTo("""
                        ID  DEVICE   COMMAND  STATE        STEP     BY     ASKED
                        c1  r58-aaa  restart  ✔ succeeded  –        admin  10 s ago
                        c2  r58-bbb  restart  ◌ queued     offline  admin  10 s ago
                        """);
    }

    @Test
    void showsACommandWithHistoryAndOutput() {
        fleet.on("GET /api/commands/c1", 200, Sample.command("c1", "r58-aaa", "failed", null));

        cli.run("command", "show", "c1");

        assertThat(cli.out()).isEqualTo("""
                        Id       c1
                        Device   r58-aaa
                        Command  restart
                        State    ✘ failed
                        Asked    2026-11-23 18:59:50Z by admin
                        Ended    2026-11-23 18:59:59Z
                        Result   the message

                        History
                          2026-11-23 18:59:50Z  queued
                          2026-11-23 18:59:55Z  running: stop, r58-recorder

                        Output
                            first line
                            no camera
                        """);
    }

    @Test
    void aCommandThatNobodyKnowsIsAnError() {
        fleet.on("GET /api/commands/c9", 404, "{\"error\":\"no command c9\",\"code\":\"command_not_found\"}");

        assertThat(cli.run("command", "show", "c9")).isEqualTo(ExitCode.FAILED);
        assertThat(cli.err()).contains("no command c9", "fleetctl commands");
    }

    @Test
    void waitsForACommandOfBefore() {
        fleet.on("GET /api/commands/c1", 200, Sample.command("c1", "r58-aaa", "succeeded", null));

        assertThat(cli.run("command", "wait", "c1", "-o", "json")).isEqualTo(ExitCode.DONE);
        assertThat(cli.out())
                .startsWith("{\"apiVersion\":\"fleet/v1\",\"kind\":\"CommandList\",\"items\":[{\"id\":\"c1\"")
                .hasLineCount(1);
    }

    @Test
    void cancelsWhatIsQueuedAndSaysWhenItIsTooLate() {
        fleet.on("POST /api/commands/c1/cancel", 200, Sample.command("c1", "r58-aaa", "canceled", null))
                .on("POST /api/commands/c2/cancel", 200, Sample.command("c2", "r58-aaa", "running", null))
                .on("POST /api/commands/c3/cancel", 200, Sample.command("c3", "r58-aaa", "succeeded", null));

        assertThat(cli.run("command", "cancel", "c1")).isEqualTo(ExitCode.DONE);
        assertThat(cli.run("command", "cancel", "c2")).isEqualTo(ExitCode.DONE);
        assertThat(cli.run("command", "cancel", "c3")).isEqualTo(ExitCode.FAILED);
        assertThat(cli.err()).contains("had ended before: succeeded");
    }

    @Test
    void printsEventsAsTheyCome() {
        fleet.event("/api/events", "1", "device", Sample.device("r58-aaa", "Kirke 1", "online"))
                .event("/api/events", "2", "command", Sample.command("c1", "r58-aaa", "running", null))
                .event("/api/events", "3", "device_removed", "{\"id\":\"r58-bbb\"}");

        CompletableFuture<ExitCode> run = CompletableFuture.supplyAsync(() -> cli.run("events"));
        await().until(() -> cli.out().contains("removed"));
        cli.cancellation().cancel();

        assertThat(run).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(cli.out()).isEqualTo("""
                        19:00:00 device  r58-aaa Kirke 1  ● online  cpu 12%  mem 61%  disk 92%
                        19:00:00 command r58-aaa  restart  ▸ running  c1
                        19:00:00 removed r58-bbb
                        """);
    }
}
