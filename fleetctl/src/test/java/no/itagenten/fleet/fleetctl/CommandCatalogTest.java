package no.itagenten.fleet.fleetctl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.stream.Stream;
import no.itagenten.fleet.fleetctl.invocation.CommandEntry;
import no.itagenten.fleet.fleetctl.invocation.CommandParser;
import no.itagenten.fleet.fleetctl.output.Paint;
import no.itagenten.fleet.fleetctl.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CommandCatalogTest {

    private static final CommandCatalog CATALOG = new CommandCatalog();

    static Stream<CommandEntry> entries() {
        return CATALOG.entries().stream();
    }

    private static CommandParser parser(CommandEntry entry) {
        return new CommandParser(entry, CATALOG.create(entry), Paint.NONE);
    }

    @ParameterizedTest
    @MethodSource("entries")
    void everyCommandHasHelpWithAnExample(CommandEntry entry) {
        assertThat(parser(entry).usage())
                .contains(
                        "Usage: fleetctl " + entry.path(), entry.summary(), "Example", "\n  fleetctl " + entry.path());
    }

    @ParameterizedTest
    @MethodSource("entries")
    void everyExampleWouldRun(CommandEntry entry) {
        for (String example : entry.examples()) {
            List<String> words = Examples.words(example);
            CommandWords split = CommandWords.split(words, CATALOG);

            assertThat(split.entry()).contains(entry);
            assertThatCode(() -> parser(entry).parse(split.arguments())).doesNotThrowAnyException();
        }
    }

    @Test
    void everyPathIsThereOnce() {
        assertThat(CATALOG.entries())
                .flatExtracting(entry -> Stream.concat(Stream.of(entry.path()), entry.aliases().stream())
                        .toList())
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "devices, devices, ''",
        "ls -o json, devices, -o json",
        "get devices -o json, devices, -o json",
        "describe device kirke-1, device show, kirke-1",
        "describe kirke-1, device show, kirke-1",
        "-o json ps, devices, -o json",
        "--context x device show y, device show, --context x y",
        "--no-color devices, devices, --no-color"
    })
    void findsTheCommandAmongTheWords(String words, String path, String rest) {
        CommandWords split = CommandWords.split(List.of(words.split(" ", -1)), CATALOG);

        assertThat(split.entry().orElseThrow().path()).isEqualTo(path);
        assertThat(String.join(" ", split.arguments())).isEqualTo(rest);
    }

    @ParameterizedTest
    @CsvSource({"restrat x, restart", "device shwo, show", "device, show|rename|set", "frobnicate, fleetctl help"})
    void guessesWhatWasMeant(String words, String nextStep) {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> CommandWords.split(List.of(words.split(" ", -1)), CATALOG))
                .satisfies(problem -> assertThat(problem.nextStep()).contains(nextStep));
    }
}
