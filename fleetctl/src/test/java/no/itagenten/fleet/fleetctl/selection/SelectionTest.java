package no.itagenten.fleet.fleetctl.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import no.itagenten.fleet.fleetctl.Cli;
import no.itagenten.fleet.fleetctl.FakeFleet;
import no.itagenten.fleet.fleetctl.Sample;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How commands come to their devices, by way of one that acts, {@code device set}, and one that lists, {@code devices}. */
class SelectionTest {

    @TempDir
    private Path folder;

    private FakeFleet fleet;
    private Cli cli;

    @BeforeEach
    void start() {
        fleet = new FakeFleet()
                .on(
                        "GET /api/devices",
                        200,
                        "[" + device("r58-aaa", "Kirke 1", "online") + "," + device("r58-bbb", "Kirke 2", "offline")
                                + "," + device("r58-ccc", "Kapell", "online") + "]");
        for (String id : List.of("r58-aaa", "r58-bbb", "r58-ccc")) {
            fleet.on("DELETE /api/devices/" + id + "/lock", 200, Sample.device(id, id, "online"));
        }
        cli = new Cli(folder).at(fleet);
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    private static String device(String id, String name, String status) {
        return Sample.device(id, name, status).replace("[\"a\"]", id.equals("r58-ccc") ? "[\"b\"]" : "[\"a\"]");
    }

    private List<String> unlocked() {
        return fleet.asked().stream()
                .filter(asked -> asked.method().equals("DELETE"))
                .map(asked -> asked.path().replaceAll(".*/devices/|/lock", ""))
                .toList();
    }

    static Stream<Arguments> selections() {
        return Stream.of(
                Arguments.of(List.of("kapell"), "r58-ccc"),
                Arguments.of(List.of("device/r58-c"), "r58-ccc"),
                Arguments.of(List.of("kirke*", "--yes"), "r58-aaa r58-bbb"),
                Arguments.of(List.of("r58-??a"), "r58-aaa"),
                Arguments.of(List.of("kapell", "r58-ccc", "*aaa", "-y"), "r58-ccc r58-aaa"),
                Arguments.of(List.of("-l", "tag=b"), "r58-ccc"),
                Arguments.of(List.of("kirke*", "--field-selector", "status=online"), "r58-aaa"),
                Arguments.of(List.of("--all"), "r58-aaa r58-bbb r58-ccc"),
                Arguments.of(List.of("--all", "-l", "tag in (a,b)", "--field-selector=status!=online"), "r58-bbb"));
    }

    @ParameterizedTest
    @MethodSource("selections")
    void findsTheDevicesThatAreMeant(List<String> words, String expected) {
        ExitCode code =
                cli.run(Stream.concat(Stream.of("unlock"), words.stream()).toArray(String[]::new));

        assertThat(code).as(cli.err()).isEqualTo(ExitCode.DONE);
        assertThat(String.join(" ", unlocked())).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "--from-file=-"})
    void readsNamesFromStandardInput(String word) {
        cli.typing("# those that failed\nKirke 1\r\n\n  r58-ccc\n");

        assertThat(cli.run("unlock", word, "--yes")).as(cli.err()).isEqualTo(ExitCode.DONE);

        assertThat(unlocked()).containsExactly("r58-aaa", "r58-ccc");
    }

    @Test
    void readsNamesFromAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("failed.txt"), "r58-bbb\nkirke 1");

        assertThat(cli.run("unlock", "kapell", "--from-file", file.toString(), "-y"))
                .isEqualTo(ExitCode.DONE);

        assertThat(unlocked()).containsExactly("r58-bbb", "r58-aaa", "r58-ccc");
    }

    @Test
    void aFileThatIsNoneIsNamed() throws IOException {
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        Path empty = Files.writeString(folder.resolve("empty"), "# nobody\n");

        assertThat(cli.run("unlock", "--from-file", folder.resolve("gone").toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(cli.run("unlock", "--from-file", binary.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(cli.run("unlock", "--from-file", folder.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(cli.run("unlock", "--from-file", empty.toString())).isEqualTo(ExitCode.NO_DEVICE);

        assertThat(cli.err())
                .contains("there is no file " + folder.resolve("gone"), binary + " is not UTF-8 text")
                .contains(empty + " names no device");
    }

    @Test
    void nothingSelectedIsAMistake() {
        assertThat(cli.run("unlock")).isEqualTo(ExitCode.USAGE);

        assertThat(cli.err()).contains("no device is selected", "DEVICE", "--selector", "--all");
        assertThat(fleet.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "no*body", "-l=tag=none", "--field-selector=name=none"})
    void nothingThatMatchesIsFive(String word) {
        assertThat(cli.run("unlock", word, "--yes")).isEqualTo(ExitCode.NO_DEVICE);

        assertThat(cli.err()).hasLineCount(2).contains("fleetctl devices");
        assertThat(unlocked()).isEmpty();
    }

    @Test
    void anAmbiguousBeginningNamesTheCandidates() {
        assertThat(cli.run("unlock", "kirke")).isEqualTo(ExitCode.USAGE);

        assertThat(cli.err()).contains("'kirke' can mean 2 devices", "r58-aaa (Kirke 1), r58-bbb (Kirke 2)");
    }

    @Test
    void severalAreAskedAboutByName() {
        assertThat(cli.answering("y").run("unlock", "kirke*")).isEqualTo(ExitCode.DONE);

        assertThat(cli.questions()).containsExactly("Unlock 2 devices (Kirke 1, Kirke 2)?");
        assertThat(unlocked()).hasSize(2);
    }

    @Test
    void allAreAskedAboutAtATerminal() {
        assertThat(cli.answering("n").run("unlock", "--all")).isEqualTo(ExitCode.DECLINED);

        assertThat(unlocked()).isEmpty();
    }

    @Test
    void severalWithoutATerminalNeedAYes() {
        assertThat(cli.run("unlock", "kirke*")).isEqualTo(ExitCode.USAGE);

        assertThat(cli.err()).contains("2 devices are selected, and there is no terminal", "--yes");
        assertThat(unlocked()).isEmpty();
    }

    @Test
    void aDryRunPrintsTheIdsAndTouchesNothing() {
        assertThat(cli.run("unlock", "-l", "tag=a", "--dry-run")).isEqualTo(ExitCode.DONE);

        assertThat(cli.out()).isEqualTo("r58-aaa\nr58-bbb\n");
        assertThat(cli.err()).contains("2 devices; nothing is done");
        assertThat(unlocked()).isEmpty();
    }

    @Test
    void aListOfNoneIsNoFailure() {
        assertThat(cli.run("devices", "-l", "tag=none", "-o", "json")).isEqualTo(ExitCode.DONE);
        assertThat(cli.run("devices", "nobody")).isEqualTo(ExitCode.NO_DEVICE);
    }

    @Test
    void allAndNamesDoNotGoTogether() {
        assertThat(cli.run("unlock", "--all", "kapell")).isEqualTo(ExitCode.USAGE);

        assertThat(cli.err()).contains("--all and names");
    }
}
