package no.itagenten.fleet.fleetctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import no.itagenten.fleet.fleetctl.invocation.CommandEntry;
import no.itagenten.fleet.fleetctl.invocation.CommandParser;
import no.itagenten.fleet.fleetctl.output.Paint;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.LogLevel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.OptionSpec;

/** Every command of the catalogue, with what nobody should give it in the place of each option's value and each word. */
class HostileArgumentsTest {

    private static final CommandCatalog CATALOG = new CommandCatalog();
    private static final List<String> HOSTILE = List.of(
            "",
            "\u001b]0;x\u0007\u001b[31m\u0000",
            "x".repeat(100_000),
            "\ufffd\u202e\ud800",
            "-1",
            "99999999999999999999",
            "../../../../etc/passwd",
            "${sys:user.home} %s%n; $(id)",
            "@/etc/passwd");

    /** These are judged by the program itself: anything that is none of them is a mistake on the command line. */
    private static final Set<Class<?>> JUDGED_HERE = Set.of(int.class, Duration.class, LogLevel.class, CommandId.class);

    @TempDir
    private static Path folder;

    private static FakeFleet fleet;

    @BeforeAll
    static void start() {
        fleet = new FakeFleet().on("GET /api/devices", 200, "[" + Sample.device("kirke-1", "kirke-1", "online") + "]");
    }

    @AfterAll
    static void stop() {
        fleet.close();
    }

    static Stream<CommandEntry> entries() {
        return CATALOG.entries().stream();
    }

    private static List<OptionSpec> options(CommandEntry entry) {
        return new CommandParser(entry, CATALOG.create(entry), Paint.NONE)
                .spec().options().stream()
                        .filter(option -> option.arity().max() > 0)
                        .filter(option ->
                                option.group() == null || option.group().heading() == null)
                        .toList();
    }

    private static List<String> with(List<String> words, OptionSpec option, String value) {
        List<String> changed = new ArrayList<>(words);
        int there = changed.indexOf(option.longestName());
        if (there >= 0) {
            changed.set(there + 1, value);
        } else {
            changed.add(option.longestName());
            changed.add(value);
        }
        return changed;
    }

    /** What is written lands where it is swept up. */
    private static String inFolder(Class<?> type, String value) {
        return type == Path.class && !value.isEmpty() ? folder + "/" + value : value;
    }

    private static Cli run(List<String> words, Set<ExitCode> allowed, String named) {
        Cli cli = new Cli(folder).at(fleet);
        ExitCode code = cli.run(words.toArray(String[]::new));

        String line = words.toString();
        String about = code + " of " + line.substring(0, Math.min(line.length(), 200)) + "\n" + cli.err();
        assertThat(code).as(about).isIn(allowed);
        assertThat(cli.err())
                .as(about)
                .doesNotContain("fleetctl itself failed", "Exception", "\tat ", "GET /", "POST /")
                .doesNotContainPattern("[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f\\u202e]")
                .hasSizeLessThan(4_000);
        if (code == ExitCode.USAGE) {
            assertThat(cli.err()).as(about).contains(named);
        }
        return cli;
    }

    @ParameterizedTest
    @MethodSource("entries")
    void anOptionsValueThatCannotBeIsNamed(CommandEntry entry) {
        List<String> example = Examples.words(entry.examples().get(0));
        for (OptionSpec option : options(entry)) {
            Class<?> type = option.auxiliaryTypes()[0];
            boolean judged = JUDGED_HERE.contains(type) || type.isEnum();
            for (String value : HOSTILE) {
                boolean wellFormed = type == CommandId.class && value.matches("[0-9]+");
                run(
                        with(example, option, inFolder(type, value)),
                        judged && !wellFormed ? Set.of(ExitCode.USAGE) : Set.of(ExitCode.values()),
                        judged && !wellFormed ? option.longestName() : "");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("entries")
    void aWordThatCannotBeEndsInTwoLines(CommandEntry entry) {
        List<String> example = Examples.words(entry.examples().get(0));
        for (int i = entry.words().size(); i < example.size(); i++) {
            for (String value : HOSTILE) {
                List<String> words = new ArrayList<>(example);
                words.set(i, value);
                run(words, Set.of(ExitCode.values()), "");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("entries")
    void whatIsMissingIsNamed(CommandEntry entry) {
        List<String> missing = new CommandParser(entry, CATALOG.create(entry), Paint.NONE)
                .spec().args().stream()
                        .filter(argument -> argument.group() == null
                                && argument.required()
                                && argument.arity().min() > 0)
                        .map(argument ->
                                argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel())
                        .toList();
        if (!missing.isEmpty()) {
            Cli cli = run(entry.words(), Set.of(ExitCode.USAGE), "");

            assertThat(missing).anyMatch(cli.err()::contains);
            assertThat(cli.err()).hasLineCount(2).contains("See: fleetctl " + entry.path() + " --help");
        }
    }

    @ParameterizedTest
    @MethodSource("entries")
    void anOptionThatThereIsNotIsNamed(CommandEntry entry) {
        List<String> words = new ArrayList<>(Examples.words(entry.examples().get(0)));
        words.add("--no-such-option\u001b[31m");

        run(words, Set.of(ExitCode.USAGE), "--no-such-option");
    }

    @ParameterizedTest
    @MethodSource("entries")
    void anOptionWithoutItsValueIsNamed(CommandEntry entry) {
        for (OptionSpec option : options(entry)) {
            List<String> words = new ArrayList<>(Examples.words(entry.examples().get(0)));
            words.remove(option.longestName());
            words.add(option.longestName());

            run(words, Set.of(ExitCode.USAGE), option.longestName());
        }
    }
}
