package no.itagenten.fleet.it.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import no.itagenten.fleet.fleetctl.CommandCatalog;
import no.itagenten.fleet.fleetctl.Dispatcher;
import no.itagenten.fleet.fleetctl.invocation.CommandEntry;
import no.itagenten.fleet.fleetctl.invocation.CommandParser;
import no.itagenten.fleet.fleetctl.invocation.Surroundings;
import no.itagenten.fleet.fleetctl.io.Cancellation;
import no.itagenten.fleet.fleetctl.io.Console;
import no.itagenten.fleet.fleetctl.io.ConsolePrompter;
import no.itagenten.fleet.fleetctl.io.Environment;
import no.itagenten.fleet.fleetctl.io.TerminalFacts;
import no.itagenten.fleet.fleetctl.output.Paint;
import no.itagenten.fleet.it.fixture.FirstReleaseDevice;
import no.itagenten.fleet.it.fixture.Fleetctl.Output;
import no.itagenten.fleet.it.fixture.Installation;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every command that prints data, in every format, against a real server. In this process, because a Java for each of some hundred runs
 * would take minutes; a few of them are run as they are installed.
 */
class EveryFormatIT {

    private static final CommandCatalog CATALOG = new CommandCatalog();
    private static final String DEVICE = "it-nave";
    private static final String IDLE = "it-crypt";

    /** What is typed; CMD is a command that is under way, NEW a name nobody has had, WORK a folder, ~ a space. */
    private static final Map<String, String> LINES = new TreeMap<>(Map.ofEntries(
            Map.entry("devices", "devices"),
            Map.entry("status", "status"),
            Map.entry("alerts", "alerts"),
            Map.entry("logs", "logs it-nave"),
            Map.entry("commands", "commands"),
            Map.entry("command show", "command show CMD"),
            Map.entry("command cancel", "command cancel CMD"),
            Map.entry("command wait", "command wait CMD --timeout 0s"),
            Map.entry("wait", "wait it-crypt"),
            Map.entry("restart", "restart it-nave --async"),
            Map.entry("update", "update it-nave --async"),
            Map.entry("reboot", "reboot it-nave --yes --async"),
            Map.entry("service status", "service status it-nave web --async"),
            Map.entry("service start", "service start it-nave web --async"),
            Map.entry("service stop", "service stop it-nave web --async"),
            Map.entry("bundle", "bundle it-nave --async"),
            Map.entry("lock", "lock it-nave --reason concert"),
            Map.entry("unlock", "unlock it-nave"),
            Map.entry("agent releases", "agent releases"),
            Map.entry("config get", "config get it-nave"),
            Map.entry("config set", "config set it-nave log_level=debug --async"),
            Map.entry("device show", "device show it-nave"),
            Map.entry("device set", "device set it-nave --venue Oslo"),
            Map.entry("device rotate-key", "device rotate-key it-nave --async"),
            Map.entry("device unblock", "device unblock it-nave --async"),
            Map.entry("window set", "window set it-nave --at daily~02:00-04:00"),
            Map.entry("window clear", "window clear it-nave"),
            Map.entry("window list", "window list"),
            Map.entry("enroll create", "enroll create"),
            Map.entry("enroll list", "enroll list"),
            Map.entry("server backup", "server backup WORK/NEW.db"),
            Map.entry("server check", "server check"),
            Map.entry("server rotate-signing-key", "server rotate-signing-key"),
            Map.entry("audit", "audit -n 20"),
            Map.entry("audit head", "audit head"),
            Map.entry("audit verify", "audit verify"),
            Map.entry("whoami", "whoami"),
            Map.entry("user add", "user add NEW --role viewer --password-stdin"),
            Map.entry("user list", "user list"),
            Map.entry("token create", "token create --name NEW --role viewer"),
            Map.entry("token list", "token list"),
            Map.entry("context list", "context list")));

    /** These end otherwise than with 0, by what they are asked here. */
    private static final Map<String, Integer> ENDS = Map.of("command wait", 8);

    /** A stream has no end, and a release has to be signed and built: these have tests of their own. */
    private static final List<String> ELSEWHERE = List.of("events", "agent upload", "agent update");

    @TempDir
    private static Path folder;

    private static Installation installation;
    private static int names;

    @BeforeAll
    static void start() throws Exception {
        installation = Installation.start("--open-enrollment");
        for (String id : List.of(DEVICE, IDLE)) {
            try (FirstReleaseDevice device = FirstReleaseDevice.connect(installation.fleetd(), id)) {
                device.report("abc123");
                device.send("{\"type\":\"log\",\"deviceId\":\"" + id + "\",\"level\":\"info\",\"message\":\"a line\"}");
                Awaitility.await()
                        .ignoreExceptions()
                        .until(() -> installation.api().device(id).version().isPresent());
            }
        }
    }

    @AfterAll
    static void stop() {
        installation.close();
    }

    private record Ended(int code, String out, String err) {}

    private static Ended run(List<String> words) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Environment environment = new Environment(Map.of(
                "HOME", folder.toString(),
                "R58_FLEET_URL", installation.fleetd().url(),
                "R58_FLEET_TOKEN", installation.fleetd().adminToken()));
        Console console = new Console(
                new ByteArrayInputStream("a long password\n".getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                TerminalFacts.none());
        Cancellation cancellation = new Cancellation();
        int code = new Dispatcher(CATALOG)
                .run(
                        words,
                        new Surroundings(
                                environment,
                                console,
                                new ConsolePrompter(console, cancellation),
                                cancellation,
                                Clock.systemUTC(),
                                false))
                .number();
        return new Ended(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static List<String> words(String line, String format) throws Exception {
        List<String> words = new ArrayList<>();
        for (String word : line.split(" ", -1)) {
            String made = word.equals("CMD") ? newCommand() : word.replace("WORK", folder.toString());
            words.add(made.replace("NEW", "new-" + ++names).replace('~', ' '));
        }
        words.addAll(List.of("-o", format));
        return words;
    }

    private static String newCommand() throws Exception {
        return run(List.of("restart", DEVICE, "--async")).out().strip();
    }

    private static Stream<CommandEntry> printing() {
        return CATALOG.entries().stream()
                .filter(entry -> new CommandParser(entry, CATALOG.create(entry), Paint.NONE)
                        .spec()
                        .optionsMap()
                        .containsKey("--output"));
    }

    @Test
    void noCommandThatPrintsDataIsForgotten() {
        assertThat(printing().map(CommandEntry::path).filter(path -> !ELSEWHERE.contains(path)))
                .containsExactlyInAnyOrderElementsOf(LINES.keySet());
    }

    static Stream<Arguments> lines() {
        return LINES.entrySet().stream().map(line -> Arguments.of(line.getKey(), line.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lines")
    void printsWhatItSays(String path, String line) throws Exception {
        for (String format : Formats.ALL) {
            Ended ended = run(words(line, format));

            assertThat(ended.code())
                    .as("%s -o %s: %s", line, format, ended.err())
                    .isEqualTo(ENDS.getOrDefault(path, 0));
            assertThat(ended.err()).doesNotContain("Exception", "\tat ");
            Formats.check(format, ended.out());
        }
    }

    /** The same as it is installed. */
    @ParameterizedTest
    @MethodSource("installed")
    void theInstalledOneDoesTheSame(String line, String format) throws Exception {
        Output output = installation.fleetctl().run(words(line, format).toArray(String[]::new));

        assertThat(output.exitCode()).as(output.err()).isZero();
        Formats.check(format, output.out());
    }

    static Stream<Arguments> installed() {
        return Stream.of(
                Arguments.of("devices", "yaml"),
                Arguments.of("config get it-nave", "json"),
                Arguments.of("audit -n 20", "csv"),
                Arguments.of("window list", Formats.COLUMNS),
                Arguments.of("restart it-nave --async", "jsonl"));
    }
}
