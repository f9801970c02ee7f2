package no.itagenten.fleet.fleetctl.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import no.itagenten.fleet.fleetctl.Cli;
import no.itagenten.fleet.fleetctl.FakeFleet;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginTest {

    @TempDir
    private Path folder;

    private FakeFleet fleet;
    private Path config;

    @BeforeEach
    void start() {
        fleet = new FakeFleet().on("GET /api/whoami", 200, "{\"name\":\"admin\",\"role\":\"admin\"}");
        config = folder.resolve("config/r58-fleet/config.json");
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    private Cli cli() {
        return new Cli(folder);
    }

    private void loggedIn() {
        cli().typing(FakeFleet.TOKEN + "\n").run("login", "--url", fleet.url(), "--context", "demo", "--token-stdin");
    }

    @Test
    void keepsATokenThatTheServerTakes() throws IOException {
        Cli cli = cli().typing(FakeFleet.TOKEN + "\n");

        ExitCode code = cli.run("login", "--url", fleet.url(), "--context", "demo", "--token-stdin");

        assertThat(code).isEqualTo(ExitCode.DONE);
        assertThat(Files.readString(config)).contains("\"current\": \"demo\"", FakeFleet.TOKEN, fleet.url());
        assertThat(cli.out() + cli.err()).doesNotContain(FakeFleet.TOKEN);
        assertThat(cli().run("whoami")).isEqualTo(ExitCode.DONE);
    }

    @Test
    void asksForTheTokenAtATerminal() {
        Cli cli = cli().answering(FakeFleet.TOKEN);

        assertThat(cli.run("login", "--url", fleet.url())).isEqualTo(ExitCode.DONE);
        assertThat(cli.questions()).containsExactly("Token for " + fleet.url());
    }

    @Test
    void neverAsksWithoutATerminal() {
        Cli cli = cli();

        assertThat(cli.run("login", "--url", fleet.url())).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).contains("--token-stdin");
    }

    @Test
    void storesNothingThatTheServerRefuses() {
        Cli cli = cli().typing("wrong\n");

        assertThat(cli.run("login", "--url", fleet.url(), "--token-stdin")).isEqualTo(ExitCode.NOT_ALLOWED);
        assertThat(config).doesNotExist();
    }

    @Test
    void aSecondLoginAtTheSameServerRenewsItsContext() throws IOException {
        loggedIn();

        cli().typing(FakeFleet.TOKEN + "\n").run("login", "--url", fleet.url() + "/", "--token-stdin");

        assertThat(Files.readString(config)).containsOnlyOnce(fleet.url());
    }

    @Test
    void logoutForgetsTheTokenAndNotTheServer() throws IOException {
        loggedIn();

        assertThat(cli().run("logout")).isEqualTo(ExitCode.DONE);

        assertThat(Files.readString(config)).doesNotContain(FakeFleet.TOKEN).contains(fleet.url());
        assertThat(cli().run("whoami")).isEqualTo(ExitCode.NOT_ALLOWED);
    }

    @Test
    void aDamagedFileIsNamedAndLeftAlone() throws IOException {
        loggedIn();
        Files.writeString(config, "{broken");
        Cli cli = cli().typing(FakeFleet.TOKEN + "\n");

        assertThat(cli.run("login", "--url", fleet.url(), "--token-stdin")).isEqualTo(ExitCode.FAILED);
        assertThat(cli.err()).contains(config.toString(), "damaged");
        assertThat(Files.readString(config)).isEqualTo("{broken");
    }

    @Test
    void contextsAreListedUsedAndForgotten() {
        loggedIn();
        Cli cli = cli();

        assertThat(cli.run("context", "add", "studio", "--url", "https://studio.example"))
                .isEqualTo(ExitCode.DONE);
        assertThat(cli.run("context", "list")).isEqualTo(ExitCode.DONE);
        assertThat(cli.run("context", "use", "studio")).isEqualTo(ExitCode.DONE);
        assertThat(cli.run("context", "current")).isEqualTo(ExitCode.DONE);
        assertThat(cli.run("context", "remove", "studio")).isEqualTo(ExitCode.DONE);
        assertThat(cli.run("context", "use", "studio")).isEqualTo(ExitCode.USAGE);

        assertThat(cli.out())
                .contains("●        demo", "         studio", "\nstudio\n")
                .doesNotContain(FakeFleet.TOKEN);
        assertThat(cli.err()).contains("there is no context 'studio'", "There are: demo");
    }
}
