package no.itagenten.fleet.fleetctl.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import no.itagenten.fleet.fleetctl.CommandCatalog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts in the shells that they are for, with a program in fleetctl's place that notes how it is called. */
class CompletionInShellsTest {

    private static final String BASH = """
            . ./fleetctl.bash
            press() {
              COMP_WORDS=(fleetctl "$@") COMP_CWORD=$# COMP_TYPE=9
              _fleetctl
              printf '%s\\n' "${COMPREPLY[@]}"
            }
            """;

    @TempDir
    private Path folder;

    private Tool tool;

    @BeforeEach
    void prepare() throws IOException {
        for (CompletionScript script : CompletionScript.values()) {
            Files.writeString(folder.resolve(script.fileName()), script.render(new CommandCatalog()));
        }
        Path program = folder.resolve("fleetctl");
        Files.writeString(program, """
                #!/bin/sh
                echo "$*" >>"%s/calls"
                case "$*" in
                  *--context\\ studio*) printf 'r58-studio\\tonline\\n' ;;
                  *'__complete devices'*) printf 'r58-aaa\\tKirke 1, online\\nKirke 1\\tonline\\nr58-bbb\\toffline\\n' ;;
                  *'__complete venues'*) printf 'Domkirken\\t\\n' ;;
                esac
                """.formatted(folder));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        tool = new Tool(folder);
    }

    private List<String> calls() throws IOException {
        return Files.exists(folder.resolve("calls")) ? Files.readAllLines(folder.resolve("calls")) : List.of();
    }

    @Test
    void bashCompletesCommandsOptionsAndDevices() {
        String found = tool.run("bash", "--norc", "-c", BASH + """
                press dev; press device ren; press restart --ti; press restart r58-b; press devices -o = j
                press device set r58-aaa --venue Dom; press help exit""");

        assertThat(found.lines())
                .contains("devices", "rename", "--timeout", "r58-bbb", "json", "Domkirken", "exit-codes")
                .doesNotContain("r58-aaa");
    }

    @Test
    void bashQuotesNamesAndTellsWhatTheyMeanWhenAskedForTheList() {
        String found = tool.run("bash", "--norc", "-c", BASH + """
                press restart Kir
                COMP_WORDS=(fleetctl restart r) COMP_CWORD=2 COMP_TYPE=63; _fleetctl; printf '%s\\n' "${COMPREPLY[@]}\"""");

        assertThat(found.lines()).contains("Kirke\\ 1", "r58-bbb  (offline)");
    }

    @Test
    void bashAsksOnceAndAnewForAnotherServer() throws IOException {
        String found = tool.run("bash", "--norc", "-c", BASH + """
                press restart r58-b >out; press reboot r58-b >>out; press restart --context studio r58- >>out; cat out""");

        assertThat(found.lines()).containsExactly("r58-bbb", "r58-bbb", "r58-studio");
        assertThat(calls()).containsExactly("__complete devices", "__complete devices --context studio");
    }

    @Test
    void fishCompletesCommandsOptionsAndDevicesWithWhatTheyMean() throws IOException {
        Tool.assumeThereIs("fish");

        String found = tool.run("fish", "--no-config", "-c", """
                source ./fleetctl.fish
                for line in 'dev' 'device ren' 'restart --ti' 'restart r58-b' 'devices --output=j' 'reboot --context studio r58-'
                    complete -C "fleetctl $line"
                end""");

        assertThat(found)
                .contains(
                        "devices\tList devices",
                        "rename\t",
                        "--timeout\t",
                        "r58-bbb\toffline",
                        "--output=json",
                        "r58-studio\tonline");
        assertThat(calls()).containsExactly("__complete devices", "__complete devices --context studio");
    }

    @Test
    void zshCompletesWhatIsTypedAtItsPrompt() throws IOException {
        Tool.assumeThereIs("zsh");
        // A real terminal: what the key completes, the program in fleetctl's place is called with.
        String typed = """
                zmodload zsh/zpty
                zpty shell zsh -f -i
                zpty -w shell 'autoload -Uz compinit; compinit -u -D; source ./_fleetctl'
                zpty -w shell $'fleetctl device ren\\tx'
                zpty -w shell $'fleetctl restart --ti\\tx'
                zpty -w shell $'fleetctl restart r58-b\\tx'
                zpty -w shell $'fleetctl devices --output=j\\tx'
                zpty -w shell $'fleetctl reboot --context studio r58-\\tx'
                zpty -w shell exit
                while zpty -r shell line; do print -r -- $line; done""";

        String shown = tool.run("zsh", "-f", "-c", typed);

        assertThat(calls())
                .as(shown)
                .contains(
                        "device rename x",
                        "restart r58-bbb x",
                        "devices --output=json x",
                        "__complete devices --context studio",
                        "reboot --context studio r58-studio x")
                .anyMatch(call -> call.startsWith("restart --timeout"));
    }
}
