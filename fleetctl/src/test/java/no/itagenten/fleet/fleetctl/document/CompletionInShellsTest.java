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
                  *'__complete selectors'*) printf 'tag=a\\t\\nvenue=Domkirken\\t\\n' ;;
                  *'__complete commits'*) printf 'Kir$(touch ran)\\t\\nKir\\047; touch ran; \\047\\t\\n' ;;
                  *'__complete tokens'*) echo 'no server' >&2; exit 1 ;;
                esac
                """.formatted(folder));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        tool = new Tool(folder);
    }

    private List<String> calls() throws IOException {
        return Files.exists(folder.resolve("calls")) ? Files.readAllLines(folder.resolve("calls")) : List.of();
    }

    /** What bash shows when this is typed at its prompt, on a real terminal. {@code ⇥} is the key that completes. */
    private String typedInBash(String... lines) throws IOException {
        Files.writeString(
                folder.resolve("typed"), ". ./fleetctl.bash; bind 'set bell-style none'\n" + keys(lines) + "exit\n");
        return tool.run("sh", "-c", "timeout 60 script -qec 'bash --norc --noprofile -i' /dev/null <typed");
    }

    private static String keys(String... lines) {
        return (String.join("\n", lines) + "\n").replace('⇥', '\t');
    }

    @Test
    void bashCompletesCommandsOptionsAndDevices() throws IOException {
        String shown = typedInBash(
                "fleetctl dev⇥s",
                "fleetctl device ren⇥x",
                "fleetctl audit ver⇥x",
                "fleetctl describe r58-b⇥x",
                "fleetctl restart --timeo⇥5m",
                "fleetctl devices -o ya⇥x",
                "fleetctl devices --output=cs⇥x",
                "fleetctl config set r58-aaa log_level=de⇥x",
                "fleetctl devices -l venue=Do⇥x",
                "fleetctl login --ca-file=./fleetctl.b⇥x",
                "fleetctl help exit⇥x");

        assertThat(calls())
                .as(shown)
                .filteredOn(call -> !call.startsWith("__complete"))
                .containsExactly(
                        "devices",
                        "device rename x",
                        "audit verify x",
                        "describe r58-bbb x",
                        "restart --timeout 5m",
                        "devices -o yaml x",
                        "devices --output=csv x",
                        "config set r58-aaa log_level=debug x",
                        "devices -l venue=Domkirken x",
                        "login --ca-file=./fleetctl.bash x",
                        "help exit-codes x");
    }

    @Test
    void bashQuotesNamesAsTheyWereBegun() throws IOException {
        String shown = typedInBash("fleetctl restart Kir⇥x", "fleetctl restart \"Kir⇥x", "fleetctl restart 'Kir⇥x");

        assertThat(shown).contains("Kirke\\ 1 x", "\"Kirke 1\" x", "'Kirke 1' x");
    }

    @Test
    void bashRunsNothingThatADeviceSays() throws IOException {
        String shown = typedInBash(
                "fleetctl update r58-aaa --commit \"Kir⇥x",
                "fleetctl update r58-aaa --commit 'Kir⇥x",
                "fleetctl update r58-aaa --commit Kir⇥x");

        assertThat(shown).contains("\"Kir'; touch ran; '\" x", "'Kir$(touch ran)' x");
        assertThat(folder.resolve("ran")).as(shown).doesNotExist();
    }

    @Test
    void bashTellsWhatThingsMeanWhenAskedForTheList() throws IOException {
        String shown = typedInBash("fleetctl restart r⇥⇥⇥");

        assertThat(shown).contains("r58-aaa  (Kirke 1, online)", "r58-bbb  (offline)");
    }

    @Test
    void bashAsksOnceAndAnewForAnotherServer() throws IOException {
        String shown = typedInBash(
                "fleetctl restart r58-b⇥x", "fleetctl reboot r58-b⇥x", "fleetctl restart --context studio r58-⇥x");

        assertThat(calls())
                .as(shown)
                .containsExactly(
                        "__complete devices",
                        "restart r58-bbb x",
                        "reboot r58-bbb x",
                        "__complete devices --context studio",
                        "restart --context studio r58-studio x");
    }

    @Test
    void bashGoesOnTypingWhenFleetctlFails() throws IOException {
        String shown = typedInBash("fleetctl token revoke at⇥x");

        assertThat(calls()).as(shown).containsExactly("__complete tokens", "token revoke atx");
        assertThat(shown).doesNotContain("no server");
    }

    @Test
    void fishCompletesCommandsOptionsAndDevicesWithWhatTheyMean() throws IOException {
        Tool.assumeThereIs("fish");

        String found = tool.run("fish", "--no-config", "-c", """
                source ./fleetctl.fish
                for line in 'dev' 'device ren' 'restart --ti' 'restart r58-b' 'devices --output=j' 'audit ver' 'login --ca-file=./_fl' \\
                    'reboot --context studio r58-'
                    complete -C "fleetctl $line"
                end""");

        assertThat(found)
                .contains(
                        "devices\tList devices",
                        "rename\t",
                        "--timeout\t",
                        "r58-bbb\toffline",
                        "--output=json",
                        "verify\tCheck",
                        "--ca-file=./_fleetctl",
                        "r58-studio\tonline");
        assertThat(calls()).containsExactly("__complete devices", "__complete devices --context studio");
    }

    @Test
    void zshCompletesWhatIsTypedAtItsPrompt() throws IOException {
        Tool.assumeThereIs("zsh");
        Files.writeString(
                folder.resolve("typed"),
                keys(
                        "fleetctl device ren⇥x",
                        "fleetctl restart --timeo⇥5m",
                        "fleetctl restart r58-b⇥x",
                        "fleetctl restart Kir⇥x",
                        "fleetctl devices --output=js⇥l",
                        "fleetctl devices -l venue=Do⇥x",
                        "fleetctl config set r58-aaa heart⇥5",
                        "fleetctl reboot --context studio r58-⇥x",
                        "exit"));

        // A terminal of its own: what the key completes, the program in fleetctl's place is called with.
        String shown = tool.run("zsh", "-f", "-c", """
                zmodload zsh/zpty
                zpty shell zsh -f -i
                zpty -w shell 'autoload -Uz compinit; compinit -u -D; source ./_fleetctl'
                while IFS= read -r line; do zpty -w shell $line; done <typed
                while zpty -r shell line; do print -r -- $line; done""");

        assertThat(calls())
                .as(shown)
                .containsExactly(
                        "device rename x",
                        "restart --timeout 5m",
                        "__complete devices",
                        "restart r58-bbb x",
                        "restart Kirke 1 x",
                        "devices --output=jsonl",
                        "__complete selectors",
                        "devices -l venue=Domkirken x",
                        "config set r58-aaa heartbeat_interval=5",
                        "__complete devices --context studio",
                        "reboot --context studio r58-studio x");
    }
}
