package no.itagenten.fleet.fleetctl.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import no.itagenten.fleet.fleetctl.Cli;
import no.itagenten.fleet.fleetctl.CommandCatalog;
import no.itagenten.fleet.fleetctl.Dispatcher;
import no.itagenten.fleet.fleetctl.FakeFleet;
import no.itagenten.fleet.fleetctl.Sample;
import no.itagenten.fleet.fleetctl.invocation.GlobalOptions;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import org.jline.reader.Candidate;
import org.jline.reader.Parser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellCompleterTest {

    private static final CommandCatalog CATALOG = new CommandCatalog();

    @TempDir
    private Path folder;

    private FakeFleet server;
    private FleetView fleet;

    @BeforeEach
    void start() {
        server = new FakeFleet()
                .on("GET /api/devices", 200, Sample.devices())
                .on("GET /api/commands?limit=30", 200, "[" + Sample.command("c1", "r58-aaa", "running", null) + "]");
        fleet = new FleetView(new Invocation(
                new Cli(folder).at(server).surroundings(), new GlobalOptions(), CATALOG, new Dispatcher(CATALOG)));
        // The first answer may take longer than a completion waits; from then on it is there.
        await().atMost(Duration.ofSeconds(40))
                .until(() -> fleet.devices().isPresent() && !fleet.commands().isEmpty());
    }

    @AfterEach
    void stop() {
        fleet.close();
        server.close();
    }

    private static List<String> values(String line, FleetView view) {
        return complete(line, view).stream().map(Candidate::value).toList();
    }

    private List<Candidate> complete(String line) {
        return complete(line, fleet);
    }

    private static List<Candidate> complete(String line, FleetView view) {
        List<Candidate> candidates = new ArrayList<>();
        new ShellCompleter(CATALOG, view)
                .complete(
                        null, ShellWords.parser().parse(line, line.length(), Parser.ParseContext.COMPLETE), candidates);
        return candidates;
    }

    private List<String> values(String line) {
        return complete(line).stream().map(Candidate::value).toList();
    }

    @Test
    void offersCommandsWithWhatTheyAreFor() {
        assertThat(complete("")).anySatisfy(candidate -> {
            assertThat(candidate.value()).isEqualTo("restart");
            assertThat(candidate.descr()).isEqualTo("Restart a device's services");
        });
        assertThat(values(""))
                .contains("device", "exit")
                .doesNotHaveDuplicates()
                .doesNotContain("shell");
    }

    @Test
    void offersTheSecondWord() {
        assertThat(values("device "))
                .containsExactly(
                        "show",
                        "rename",
                        "set",
                        "approve",
                        "reject",
                        "rotate-key",
                        "replace",
                        "remove",
                        "unblock",
                        "reset-credential");
    }

    @Test
    void offersDevicesByIdAndName() {
        assertThat(values("restart ")).containsExactly("r58-aaa", "Kirke 1", "r58-bbb");
        assertThat(complete("fleetctl logs K").get(0).descr()).isEqualTo("● online, Domkirken");
    }

    @Test
    void offersNothingThatWouldBecomeAnOptionOrAProgramOfThisMachine() {
        String services = "\"services\":[{\"name\":\"x|touch ran\",\"state\":\"active\"},"
                + "{\"name\":\"--yes\",\"state\":\"active\"},{\"name\":\"good\",\"state\":\"active\"}]";
        try (FakeFleet hostile = new FakeFleet()
                        .on(
                                "GET /api/devices",
                                200,
                                "["
                                        + Sample.device("r58-aaa", "x'|touch ran", "online")
                                                .replaceFirst("\"services\":\\[.*?]", services)
                                        + "]")
                        .on("GET /api/commands?limit=30", 200, "[]");
                FleetView view = new FleetView(new Invocation(
                        new Cli(folder).at(hostile).surroundings(),
                        new GlobalOptions(),
                        CATALOG,
                        new Dispatcher(CATALOG)))) {
            await().atMost(Duration.ofSeconds(40)).until(() -> view.devices().isPresent());

            assertThat(values("restart ", view)).containsExactly("r58-aaa");
            assertThat(values("restart r58-aaa --service ", view)).containsExactly("good");
        }
    }

    @Test
    void offersADeviceOnce() {
        assertThat(values("restart r58-aaa ")).containsExactly("r58-bbb");
    }

    @Test
    void offersNoDeviceWhereNoMoreIsTaken() {
        assertThat(values("device rename r58-aaa ")).isEmpty();
    }

    @Test
    void offersOptionsWithWhatTheyAreFor() {
        assertThat(values("restart r58-aaa --")).contains("--service", "--timeout", "--async", "--context");
        assertThat(values("restart --async --")).doesNotContain("--async");
        assertThat(complete("devices --"))
                .filteredOn(candidate -> candidate.value().equals("--output"))
                .extracting(Candidate::descr)
                .allMatch(description -> description.startsWith("How to print: table, wide, json"));
    }

    @Test
    void offersValuesOfOptions() {
        assertThat(values("devices -o ")).contains("table", "json", "custom-columns=");
        assertThat(values("logs r58-aaa --level ")).contains("warn");
        assertThat(values("restart r58-aaa --service ")).containsExactly("r58-recorder");
        assertThat(values("restart r58-aaa --timeout ")).isEmpty();
    }

    @Test
    void offersConfigurationKeysAndTheirValues() {
        assertThat(values("config set r58-aaa ")).contains("log_level=", "heartbeat_interval=");
        assertThat(values("config set r58-aaa log_level=")).contains("log_level=debug");
    }

    @Test
    void offersCommandIdsAndHelpTopics() {
        assertThat(values("command wait ")).containsExactly("c1");
        assertThat(values("help ")).contains("exit-codes", "restart", "device");
        assertThat(values("help device ")).contains("rename");
    }

    @Test
    void offersNothingWhereTheServerIsGone() {
        server.close();
        fleet.expire();

        assertThat(values("restart ")).isEmpty();
    }
}
