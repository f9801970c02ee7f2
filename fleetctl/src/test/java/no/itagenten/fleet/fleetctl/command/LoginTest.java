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

    private static final String LOGIN = """
            {"login":"at-1","name":"kari","access_token":"%s","token_type":"Bearer","expires_in":900,\
            "refresh_token":"refresh-1"}""".formatted(FakeFleet.TOKEN);

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
    void takesTheTokenFromTheFileThatTheEnvironmentNames() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), FakeFleet.TOKEN + "\n");
        Cli cli = cli().set("R58_FLEET_TOKEN_FILE", token.toString());

        ExitCode code = cli.run("login", "--url", fleet.url());

        assertThat(code).as(cli.err()).isEqualTo(ExitCode.DONE);
        assertThat(Files.readString(config)).contains(FakeFleet.TOKEN);
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
    void aPasswordIsTradedForATokenAndNotKept() throws IOException {
        fleet.on("POST /api/login/token", 201, LOGIN);
        Cli cli = cli().answering("correct horse");

        ExitCode code = cli.run("login", "--url", fleet.url(), "--context", "demo", "--user", "kari");

        assertThat(code).isEqualTo(ExitCode.DONE);
        assertThat(cli.questions()).containsExactly("Password of kari for " + fleet.url());
        assertThat(fleet.asked("POST", "/api/login/token").get(0).body())
                .isEqualTo("{\"token\":null,\"user\":\"kari\",\"password\":\"correct horse\"}");
        assertThat(Files.readString(config))
                .contains(FakeFleet.TOKEN, "\"refresh_token\": \"refresh-1\"")
                .doesNotContain("correct horse");
        assertThat(cli.out() + cli.err()).doesNotContain(FakeFleet.TOKEN, "refresh-1", "correct horse");
    }

    @Test
    void aPasswordMayComeOnStandardInput() {
        fleet.on("POST /api/login/token", 201, LOGIN);
        Cli cli = cli().typing("correct horse\n");

        assertThat(cli.run("login", "--url", fleet.url(), "--user", "kari", "--password-stdin"))
                .isEqualTo(ExitCode.DONE);
    }

    @Test
    void aWrongPasswordStoresNothing() {
        fleet.on("POST /api/login/token", 401, "{\"error\":\"no\",\"code\":\"unauthorized\"}");
        Cli cli = cli().typing("wrong horse\n");

        assertThat(cli.run("login", "--url", fleet.url(), "--user", "kari", "--password-stdin"))
                .isEqualTo(ExitCode.NOT_ALLOWED);
        assertThat(cli.err()).contains("does not take this name with this password", "fleetctl user passwd kari");
        assertThat(config).doesNotExist();
    }

    @Test
    void logoutEndsTheLoginOnTheServer() {
        loggedIn();
        fleet.on("POST /api/logout", 200, "{\"success\":true,\"revoked\":true}");
        Cli cli = cli();

        assertThat(cli.run("logout")).isEqualTo(ExitCode.DONE);
        assertThat(fleet.asked("POST", "/api/logout")).hasSize(1);
        assertThat(cli.err()).contains("its token is revoked");
    }

    @Test
    void logoutForgetsTheTokenOfAServerThatIsGone() throws IOException {
        loggedIn();
        fleet.close();
        Cli cli = cli();

        assertThat(cli.run("logout")).isEqualTo(ExitCode.DONE);
        assertThat(cli.err()).contains("could not be told");
        assertThat(Files.readString(config)).doesNotContain(FakeFleet.TOKEN);
    }

    @Test
    void logoutForgetsTheTokenAndNotTheServer() throws IOException {
        loggedIn();
        fleet.on("POST /api/logout", 200, "{\"success\":true,\"revoked\":false}");

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
