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

/** Logging in as a job of CI, by what GitHub and GitLab offer it. */
class IdentityLoginTest {

    private static final String TOKENS = """
            {"login":"at-1","name":"deploy:repo","access_token":"%s","token_type":"Bearer","expires_in":900,\
            "refresh_token":"refresh-1"}""".formatted(FakeFleet.TOKEN);

    @TempDir
    private Path folder;

    private FakeFleet fleet;

    @BeforeEach
    void start() {
        fleet = new FakeFleet()
                .on("GET /api/whoami", 200, "{\"name\":\"deploy:repo\",\"role\":\"operator\"}")
                .on("POST /api/login/identity", 201, TOKENS);
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    private Cli cli() {
        return new Cli(folder);
    }

    private String sent() {
        return fleet.asked("POST", "/api/login/identity").get(0).body();
    }

    @Test
    void byATokenOnStandardInput() throws IOException {
        Cli cli = cli().typing("head.body.signature\n");

        ExitCode code = cli.run("login", "--url", fleet.url(), "--oidc-token-stdin");

        assertThat(code).as(cli.err()).isEqualTo(ExitCode.DONE);
        assertThat(sent()).isEqualTo("{\"identity_token\":\"head.body.signature\"}");
        assertThat(cli.err()).contains("as deploy:repo (operator)").doesNotContain("signature");
        assertThat(Files.readString(folder.resolve("config/r58-fleet/config.json")))
                .contains(FakeFleet.TOKEN, "refresh-1")
                .doesNotContain("signature");
    }

    @Test
    void byTheVariableOfAGitLabJob() {
        Cli cli = cli().set("R58_FLEET_ID_TOKEN", "head.body.signature");

        assertThat(cli.run("login", "--url", fleet.url(), "--oidc")).isEqualTo(ExitCode.DONE);
        assertThat(sent()).contains("head.body.signature");
    }

    @Test
    void byAskingGitHubForATokenThatIsForThisServer() {
        try (FakeFleet github = new FakeFleet()) {
            String path = "/token?api-version=2.0&audience=http%3A%2F%2F127.0.0.1%3A"
                    + fleet.url().replaceFirst(".*:", "");
            github.on("GET " + path, 200, "{\"count\":1,\"value\":\"from.git.hub\"}");
            Cli cli = cli().set("ACTIONS_ID_TOKEN_REQUEST_URL", github.url() + "/token?api-version=2.0")
                    .set("ACTIONS_ID_TOKEN_REQUEST_TOKEN", FakeFleet.TOKEN);

            ExitCode code = cli.run("login", "--url", fleet.url(), "--oidc");

            assertThat(code).as(cli.err()).isEqualTo(ExitCode.DONE);
            assertThat(sent()).contains("from.git.hub");
        }
    }

    @Test
    void aJobThatMayNotHaveOneIsToldWhatItLacks() {
        try (FakeFleet github = new FakeFleet()) {
            Cli refused = cli().set("ACTIONS_ID_TOKEN_REQUEST_URL", github.url() + "/token")
                    .set("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "wrong");
            Cli none = cli();

            assertThat(refused.run("login", "--url", fleet.url(), "--oidc")).isEqualTo(ExitCode.NOT_ALLOWED);
            assertThat(none.run("login", "--url", fleet.url(), "--oidc")).isEqualTo(ExitCode.USAGE);
            assertThat(refused.err()).contains("id-token: write").doesNotContain("fleetctl login --url");
            assertThat(none.err()).contains("id-token: write", "R58_FLEET_ID_TOKEN");
            assertThat(fleet.asked()).isEmpty();
        }
    }

    @Test
    void aTokenThatTheServerDoesNotTakeIsSaidPlainly() {
        try (FakeFleet strict =
                new FakeFleet().on("POST /api/login/identity", 401, "{\"error\":\"no\",\"code\":\"unauthorized\"}")) {
            Cli cli = cli().typing("head.body.signature\n");

            assertThat(cli.run("login", "--url", strict.url(), "--oidc-token-stdin"))
                    .isEqualTo(ExitCode.NOT_ALLOWED);
            assertThat(cli.err()).contains("does not take this identity token", "--trusted-issuers");
        }
    }

    @Test
    void oneWayOfLoggingInIsEnough() {
        Cli both = cli().typing("x.y.z\n");

        assertThat(both.run("login", "--url", fleet.url(), "--oidc", "--oidc-token-stdin"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(cli().run("login", "--url", fleet.url(), "--oidc", "--user", "kari"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(fleet.asked()).isEmpty();
    }
}
