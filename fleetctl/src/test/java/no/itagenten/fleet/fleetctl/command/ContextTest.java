package no.itagenten.fleet.fleetctl.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import no.itagenten.fleet.fleetctl.Cli;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contexts, none of which asks a server. */
class ContextTest {

    @TempDir
    private Path folder;

    private Cli cli;

    @BeforeEach
    void twoContexts() {
        cli = new Cli(folder);
        cli.run("context", "add", "studio", "--url", "https://studio.example.org");
        cli.run("context", "add", "oslo", "--url", "https://oslo.example.org");
    }

    private Path config() {
        return folder.resolve("config/r58-fleet/config.json");
    }

    @Test
    void theCurrentOneIsAloneOnALineForAPrompt() {
        Cli prompt = new Cli(folder);

        assertThat(prompt.run("context", "current")).isEqualTo(ExitCode.DONE);

        assertThat(prompt.out()).isEqualTo("studio\n");
        assertThat(prompt.err()).isEmpty();
    }

    @Test
    void aRenamedOneStaysInUse() {
        assertThat(cli.run("context", "rename", "studio", "nave")).isEqualTo(ExitCode.DONE);

        cli.run("context", "current");
        cli.run("context", "list");
        assertThat(cli.out()).startsWith("nave\n").contains("nave", "oslo").doesNotContain("  studio ");
    }

    @Test
    void noneTakesTheNameOfAnother() {
        assertThat(cli.run("context", "rename", "studio", "oslo")).isEqualTo(ExitCode.USAGE);
        assertThat(cli.run("context", "rename", "studio", "a b")).isEqualTo(ExitCode.USAGE);

        assertThat(cli.err()).contains("there is a context 'oslo' already", "'a b' cannot be the name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "context use nowhere",
                "context remove nowhere",
                "context rename nowhere x",
                "devices --context nowhere",
                "logout --context nowhere"
            })
    void oneThatThereIsNotIsAMistakeAndTheOthersAreListed(String line) {
        assertThat(cli.run(line.split(" ", -1))).isEqualTo(ExitCode.USAGE);

        assertThat(cli.err()).contains("there is no context 'nowhere'", "There are: oslo, studio");
    }

    @Test
    void aDamagedFileIsNamedWithItsLineAndLeftAsItIs() throws IOException {
        Files.writeString(config(), "{\n  \"contexts\": {\n    oops\n");
        String before = Files.readString(config());

        assertThat(cli.run("context", "use", "oslo")).isEqualTo(ExitCode.FAILED);

        assertThat(cli.err()).contains(config() + " is damaged", "line 3", "It was left as it is");
        assertThat(config()).hasContent(before);
    }

    @Test
    void aFileThatIsNoTextIsDamaged() throws IOException {
        Files.write(config(), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

        assertThat(cli.run("context", "list")).isEqualTo(ExitCode.FAILED);

        assertThat(cli.err()).contains("is not UTF-8 text");
    }

    @Test
    void withoutAHomeItSaysWhatElseThereIs() {
        cli.set("HOME", "").set("XDG_CONFIG_HOME", "");

        assertThat(cli.run("context", "list")).isEqualTo(ExitCode.DONE);
        assertThat(cli.run("context", "add", "x", "--url", "https://x.example.org"))
                .isEqualTo(ExitCode.FAILED);

        assertThat(cli.err()).contains("there is no home folder", "R58_FLEET_TOKEN_FILE");
    }

    @Test
    void aHomeThatTakesNothingIsNamed() {
        cli.set("XDG_CONFIG_HOME", "/proc/none");

        assertThat(cli.run("context", "add", "x", "--url", "https://x.example.org"))
                .isEqualTo(ExitCode.FAILED);

        assertThat(cli.err()).contains("cannot write /proc/none/r58-fleet/config.json", "XDG_CONFIG_HOME");
    }
}
