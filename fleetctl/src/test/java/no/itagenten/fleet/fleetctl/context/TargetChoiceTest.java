package no.itagenten.fleet.fleetctl.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.io.Environment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetChoiceTest {

    private static final Environment EMPTY = new Environment(Map.of());
    private static final Contexts TWO = Contexts.NONE
            .with("demo", new Context("http://127.0.0.1:3001", Optional.of("demo-token"), Optional.empty(), false))
            .with("studio", new Context("https://studio.example", Optional.of("studio-token"), Optional.empty(), false))
            .using("demo");

    @TempDir
    private Path folder;

    private static TargetChoice choice(String context, String url, Path tokenFile) {
        return new TargetChoice(
                Optional.ofNullable(context),
                Optional.ofNullable(url),
                Optional.ofNullable(tokenFile),
                Optional.empty(),
                false);
    }

    @Test
    void theCurrentContextIsMeantWhereNothingElseIsSaid() {
        Target target = choice(null, null, null).resolve(EMPTY, TWO);

        assertThat(target.endpoint().url()).isEqualTo("http://127.0.0.1:3001");
        assertThat(target.token()).contains("demo-token");
    }

    @Test
    void theEnvironmentWinsOverTheFile() {
        Environment environment = new Environment(Map.of("R58_FLEET_CONTEXT", "studio"));

        assertThat(choice(null, null, null).resolve(environment, TWO).token()).contains("studio-token");
    }

    @Test
    void aFlagWinsOverTheEnvironment() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "file-token\n");
        Environment environment = new Environment(Map.of(
                "R58_FLEET_CONTEXT", "demo", "R58_FLEET_TOKEN", "env-token", "R58_FLEET_URL", "http://127.0.0.1:9"));

        Target target = choice("studio", "https://studio.example/", file).resolve(environment, TWO);

        assertThat(target.endpoint().url()).isEqualTo("https://studio.example");
        assertThat(target.token()).contains("file-token");
    }

    @Test
    void aStoredTokenIsNeverSentToAnotherServer() {
        Target target = choice(null, "https://elsewhere.example", null).resolve(EMPTY, TWO);

        assertThat(target.token()).isEmpty();
        assertThat(target.name()).isEmpty();
    }

    @Test
    void refusesToSendATokenUnencryptedOverANetwork() {
        assertThatThrownBy(() -> choice(null, "http://192.168.1.5:3001", null).resolve(EMPTY, TWO))
                .hasMessageContaining("not encrypted");
    }

    @Test
    void sendsItIfThatIsSaid() {
        TargetChoice choice = new TargetChoice(
                Optional.empty(), Optional.of("http://192.168.1.5:3001"), Optional.empty(), Optional.empty(), true);

        assertThat(choice.resolve(EMPTY, TWO).insecure()).isTrue();
    }

    @Test
    void anUnknownContextNamesTheKnownOnes() {
        assertThatThrownBy(() -> choice("demi", null, null).resolve(EMPTY, TWO)).hasMessageContaining("'demi'");
    }

    @Test
    void aTokenFileWithMoreThanATokenIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "one two");

        assertThatThrownBy(() -> choice(null, null, file).resolve(EMPTY, TWO))
                .hasMessageContaining("does not hold a token")
                .hasMessageNotContaining("one two");
    }
}
