package no.itagenten.fleet.fleetctl.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import no.itagenten.fleet.fleetctl.Cli;
import no.itagenten.fleet.fleetctl.CommandCatalog;
import no.itagenten.fleet.fleetctl.FakeFleet;
import no.itagenten.fleet.fleetctl.Sample;
import no.itagenten.fleet.fleetctl.invocation.GlobalOptions;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.ListOption;
import no.itagenten.fleet.fleetctl.invocation.Listing;
import no.itagenten.fleet.fleetctl.output.DevicePrinter;
import no.itagenten.fleet.fleetctl.output.Kind;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.protocol.rest.DeviceView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes on being shown until somebody ends it. */
class WatchTest {

    private static final String ONLINE = Sample.device("r58-aaa", "Kirke 1", "online");
    private static final String OFFLINE = Sample.device("r58-aaa", "Kirke 1", "offline");
    private static final String OTHER = Sample.device("r58-bbb", "r58-bbb", "online");

    @TempDir
    private Path folder;

    private FakeFleet fleet;
    private Cli cli;
    private ExecutorService threads;
    private CompletableFuture<ExitCode> code;

    @BeforeEach
    void start() {
        fleet = new FakeFleet().stream("/api/events");
        cli = new Cli(folder).at(fleet);
        threads = Executors.newSingleThreadExecutor();
    }

    @AfterEach
    void stop() {
        cli.cancellation().cancel();
        threads.shutdownNow();
        fleet.close();
    }

    private void begin(String... words) {
        code = CompletableFuture.supplyAsync(() -> cli.run(words), threads);
    }

    private void awaitOut(String text) {
        await().atMost(10, TimeUnit.SECONDS).until(() -> cli.out().contains(text));
    }

    /** The stream is open, and what it begins with is dealt with: the list was read for the second time. */
    private void awaitQuiet(String path) {
        await().atMost(10, TimeUnit.SECONDS)
                .until(() -> fleet.asked("GET", path).size() >= 2);
    }

    private void change() {
        fleet.event("/api/events", "1", "device", ONLINE);
    }

    @Test
    void onAPipeWhatHasChangedComesBelowInLine() {
        fleet.on("GET /api/devices", 200, "[" + ONLINE + "," + OTHER + "]")
                .on("GET /api/devices", 200, "[" + ONLINE + "," + OTHER + "]")
                .on("GET /api/devices", 200, "[" + OFFLINE + "," + OTHER + "]");
        begin("devices", "-w");
        awaitQuiet("/api/devices");

        change();
        awaitOut("offline");
        cli.cancellation().cancel();

        assertThat(code).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(cli.out()).isEqualTo("""
                STATUS    ID       NAME     VENUE      CPU  MEM  DISK   TEMP  VERSION     LAST SEEN
                ● online  r58-aaa  Kirke 1  Domkirken  12%  61%   92%  48 °C  3f9a2c1b3f  12 s ago
                ● online  r58-bbb  –        Domkirken  12%  61%   92%  48 °C  3f9a2c1b3f  12 s ago
                ○ offline  r58-aaa  Kirke 1  Domkirken  12%  61%   92%  48 °C  3f9a2c1b3f  12 s ago
                """);
        assertThat(cli.err()).isEmpty();
    }

    @Test
    void programsGetALineForEachChangeAndForWhatIsGone() {
        fleet.on("GET /api/devices", 200, "[" + ONLINE + "," + OTHER + "]")
                .on("GET /api/devices", 200, "[" + ONLINE + "," + OTHER + "]")
                .on("GET /api/devices", 200, "[" + OFFLINE + "]");
        begin("devices", "--watch", "-o", "custom-columns=ID:.id,STATUS:.status,GONE:.gone");
        awaitQuiet("/api/devices");

        change();
        awaitOut("true");

        assertThat(cli.out().replaceAll(" +", " ")).isEqualTo("""
                ID STATUS GONE
                r58-aaa online false
                r58-bbb online false
                r58-aaa offline false
                r58-bbb online true
                """);
    }

    @Test
    void jsonIsALineForEach() {
        fleet.on("GET /api/devices", 200, "[" + ONLINE + "]");

        begin("devices", "-w", "-o", "json");
        awaitOut("\n");

        assertThat(cli.out()).startsWith("{\"id\":\"r58-aaa\"").endsWith("\"gone\":false}\n");
    }

    @Test
    void aTerminalIsDrawnOver() {
        fleet.on("GET /api/devices", 200, "[" + ONLINE + "," + OTHER + "]")
                .on("GET /api/devices", 200, "[" + ONLINE + "," + OTHER + "]")
                .on("GET /api/devices", 200, "[" + OFFLINE + "]");
        cli.onTerminal(80).set("NO_COLOR", "1").set("LINES", "24");
        begin("devices", "-w");
        awaitQuiet("/api/devices");

        change();
        awaitOut("offline");

        String redrawn = cli.out().substring(cli.out().lastIndexOf("\u001b[3A"));
        assertThat(redrawn)
                .startsWith("\u001b[3A\r\u001b[2KSTATUS")
                .contains("○ offline  r58-aaa")
                .doesNotContain("r58-bbb")
                .endsWith("\n\u001b[J");
    }

    @Test
    void aLowTerminalShowsThatThereIsMore() {
        fleet.on("GET /api/devices", 200, "[" + ONLINE + "," + OTHER + "]");
        cli.onTerminal(80).set("NO_COLOR", "1").set("LINES", "3");

        begin("devices", "-w");

        awaitOut("… 2 more; a higher window shows them");
        assertThat(cli.out()).doesNotContain("r58-aaa");
    }

    /** A watch of devices that asks again soon. */
    private void beginImpatiently() {
        Invocation invocation = new Invocation(cli.surroundings(), new GlobalOptions(), new CommandCatalog(), null);
        Listing<DeviceView> listing =
                new Listing<>(Kind.DEVICE, devices -> new DevicePrinter(invocation.times()).table(devices), "None.");
        ListContent<DeviceView> content = new ListContent<>(
                invocation,
                new ListOption(),
                listing,
                () -> invocation.client().devices(),
                device -> device.id().value(),
                DeviceView::name);
        Watch watch =
                new Watch(invocation, new PlainView(invocation, content), Set.of("device"), Duration.ofMillis(300));
        code = CompletableFuture.supplyAsync(watch::run, threads);
    }

    @Test
    void aLostConnectionIsSaidOnceAndMadeAnew() {
        fleet.on("GET /api/devices", 200, "[" + ONLINE + "]")
                .on("GET /api/devices", 502, "text/html", "<h1>Bad Gateway</h1>")
                .on("GET /api/devices", 502, "text/html", "<h1>Bad Gateway</h1>")
                .on("GET /api/devices", 200, "[" + OFFLINE + "]");

        beginImpatiently();

        await().atMost(10, TimeUnit.SECONDS).until(() -> cli.err().contains("The connection is back."));
        assertThat(cli.err()).containsOnlyOnce("The connection is lost (a proxy answers");
        assertThat(cli.out()).contains("offline");
    }

    @Test
    void aServerWithoutAStreamIsAskedAgainAndAgain() {
        try (FakeFleet older = new FakeFleet()
                .on("GET /api/devices", 200, "[" + ONLINE + "]")
                .on("GET /api/devices", 200, "[" + OFFLINE + "]")) {
            cli.at(older);

            beginImpatiently();

            awaitOut("offline");
            assertThat(cli.err()).containsOnlyOnce("Warning: no event stream here");
        }
    }

    @Test
    void thatThereIsNothingIsSaidOnce() {
        fleet.on("GET /api/devices", 200, "[]");

        begin("devices", "-w");
        awaitQuiet("/api/devices");
        cli.cancellation().cancel();

        assertThat(code).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(cli.err()).containsOnlyOnce("There are no devices yet");
    }

    @Test
    void whatIsWrongAtOnceEndsItAsItEndsAnyCommand() {
        fleet.on("GET /api/devices", 500, "{\"error\":\"the disk is full\",\"code\":\"internal\"}");

        assertThat(cli.run("devices", "-w")).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void namesFromStandardInputAreReadOnce() {
        fleet.on("GET /api/devices", 200, "[" + ONLINE + "," + OTHER + "]");
        cli.typing("r58-bbb\n");

        begin("devices", "-", "-w", "-o", "name");
        awaitQuiet("/api/devices");
        cli.cancellation().cancel();

        assertThat(code).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(cli.out()).isEqualTo("r58-bbb\n");
    }

    @Test
    void commandsAlertsAndTheStatusAreWatchedAlike() {
        fleet.on("GET /api/devices", 200, "[" + ONLINE + "]")
                .on("GET /api/commands?limit=50", 200, "[" + Sample.command("cmd-1", "r58-aaa", "running", null) + "]")
                .on(
                        "GET /api/commands?limit=50",
                        200,
                        "[" + Sample.command("cmd-1", "r58-aaa", "succeeded", null) + "]")
                .on("GET /api/commands?limit=500", 200, "[]")
                .on("GET /api/commands?limit=500&state=active", 200, "[]");

        for (String line : List.of("commands -w", "alerts -w", "status -w", "status r58-aaa -w")) {
            Cli each = new Cli(folder).at(fleet);
            code = CompletableFuture.supplyAsync(() -> each.run(line.split(" ", -1)), threads);
            await().atMost(10, TimeUnit.SECONDS).until(() -> !each.out().isEmpty());
            each.cancellation().cancel();
            assertThat(code).as(line).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo(ExitCode.INTERRUPTED);
        }
    }
}
