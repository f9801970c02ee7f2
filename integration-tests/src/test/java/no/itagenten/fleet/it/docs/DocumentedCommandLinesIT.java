package no.itagenten.fleet.it.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import no.itagenten.fleet.fleetctl.CommandCatalog;
import no.itagenten.fleet.fleetctl.invocation.CommandEntry;
import no.itagenten.fleet.fleetctl.invocation.CommandParser;
import no.itagenten.fleet.fleetctl.output.Paint;
import no.itagenten.fleet.it.fixture.ChildProcess;
import no.itagenten.fleet.it.fixture.Surroundings;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command line of ours in any document would be understood: its commands and options are there. */
class DocumentedCommandLinesIT {

    private static final CommandCatalog CATALOG = new CommandCatalog();
    private static final Map<List<String>, String> HELP = new ConcurrentHashMap<>();

    @TempDir
    private static Path folder;

    record Line(Document document, CommandWords words) {
        @Override
        public String toString() {
            return document + ": " + words;
        }
    }

    static List<Line> lines() throws IOException {
        return Document.all().stream()
                .flatMap(document -> document.commandLines().stream()
                        .map(CommandWords::of)
                        .flatMap(Optional::stream)
                        .map(words -> new Line(document, words)))
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("lines")
    void wouldBeUnderstood(Line line) throws Exception {
        CommandWords words = line.words();
        if (words.program().equals("fleetctl")) {
            parses(words.arguments());
        } else if (words.program().equals("install.sh")) {
            hasOptions(words, installerHelp(words.arguments()));
        } else {
            hasOptions(words, help(List.of(Surroundings.launcher(words.program()))));
        }
    }

    private static void parses(List<String> words) {
        if (words.isEmpty() || words.get(0).startsWith("-")) {
            assertThat(words).isSubsetOf("--help", "--version");
            return;
        }
        int length = IntStream.of(2, 1)
                .filter(n -> n <= words.size())
                .filter(n -> CATALOG.find(String.join(" ", words.subList(0, n))).isPresent())
                .findFirst()
                .orElseThrow(() -> new AssertionError("fleetctl has no command " + words));
        CommandEntry entry =
                CATALOG.find(String.join(" ", words.subList(0, length))).orElseThrow();
        List<String> arguments = words.subList(length, words.size());
        if (arguments.isEmpty()) {
            return; // in running text a command is named without what it needs
        }
        assertThatCode(() -> new CommandParser(entry, CATALOG.create(entry), Paint.NONE).parse(arguments))
                .doesNotThrowAnyException();
    }

    /** What the installer's part for that command says of itself; with its sources beside it, it installs nothing. */
    private static String installerHelp(List<String> arguments) throws IOException {
        String general =
                help(List.of(Surroundings.repository().resolve("install.sh").toString()));
        if (arguments.isEmpty() || arguments.get(0).startsWith("-")) {
            return general;
        }
        String command = arguments.get(0);
        assertThat(general.lines())
                .as("./install.sh --help names the command %s", command)
                .anyMatch(line -> line.matches("  " + command + "( .*)?"));
        Path deploy = Surroundings.repository().resolve("deploy");
        Path part = command.equals("demo")
                ? deploy.resolve("demo/demo.sh")
                : deploy.resolve("install").resolve(command + ".sh");
        return Files.exists(part) ? general + Files.readString(part) : general;
    }

    private static void hasOptions(CommandWords words, String help) {
        for (String option : words.options()) {
            assertThat(help).as("%s: %s", words, option).containsPattern("(?<![\\w-])" + option + "(?![\\w-])");
        }
    }

    private static String help(List<String> command) {
        return HELP.computeIfAbsent(command, asked -> {
            List<String> words = new ArrayList<>(asked);
            words.add("--help");
            try {
                Path output = Files.createTempFile(folder, "help", "");
                try (ChildProcess process = ChildProcess.start(words, Map.of(), output)) {
                    process.awaitExit();
                    return process.output();
                }
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }
}
