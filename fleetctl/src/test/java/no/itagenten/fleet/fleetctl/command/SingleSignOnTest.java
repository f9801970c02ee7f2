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

/** Logging in with a browser on any machine. */
class SingleSignOnTest {

    private static final String BEGIN = "POST /api/login/device";
    private static final String POLL = "POST /api/login/device/token";
    private static final String BEGUN = """
            {"login_code":"r58d_secret","user_code":"WDJB-MJHT","verification_uri":"https://sso.example/device",\
            "verification_uri_complete":null,"expires_in":60,"interval":1}""";
    private static final String PENDING = "{\"pending\":true,\"interval\":1,\"tokens\":null}";
    private static final String DONE = """
            {"pending":false,"interval":0,"tokens":{"login":"at-1","name":"kari","access_token":"%s",\
            "token_type":"Bearer","expires_in":900,"refresh_token":"refresh-1"}}""".formatted(FakeFleet.TOKEN);

    @TempDir
    private Path folder;

    private FakeFleet fleet;

    @BeforeEach
    void start() {
        fleet = new FakeFleet().on("GET /api/whoami", 200, "{\"name\":\"kari\",\"role\":\"viewer\"}");
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    private Cli cli() {
        return new Cli(folder);
    }

    @Test
    void saysWhereAndWithWhichCodeAndWaits() throws IOException {
        fleet.on(BEGIN, 200, BEGUN).on(POLL, 200, PENDING).on(POLL, 200, DONE);
        Cli cli = cli();

        ExitCode code = cli.run("login", "--url", fleet.url(), "--sso");

        assertThat(code).as(cli.err()).isEqualTo(ExitCode.DONE);
        assertThat(cli.err())
                .contains("https://sso.example/device", "WDJB-MJHT", "as kari (viewer)")
                .doesNotContain("r58d_secret");
        assertThat(fleet.asked("POST", "/api/login/device/token").get(1).body())
                .isEqualTo("{\"login_code\":\"r58d_secret\"}");
        assertThat(Files.readString(folder.resolve("config/r58-fleet/config.json")))
                .contains(FakeFleet.TOKEN, "refresh-1");
    }

    @Test
    void aLoginThatIsRefusedIsSaidPlainly() {
        fleet.on(BEGIN, 200, BEGUN).on(POLL, 401, "{\"error\":\"no\",\"code\":\"unauthorized\"}");
        Cli cli = cli();

        assertThat(cli.run("login", "--url", fleet.url(), "--sso")).isEqualTo(ExitCode.NOT_ALLOWED);
        assertThat(cli.err()).contains("was not confirmed");
    }

    @Test
    void aPageThatIsNoneIsNotShown() {
        fleet.on(BEGIN, 200, BEGUN.replace("https://sso.example", "javascript:alert"));

        assertThat(cli().run("login", "--url", fleet.url(), "--sso")).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void itGoesTogetherWithNoOtherWay() {
        assertThat(cli().run("login", "--url", fleet.url(), "--sso", "--user", "kari"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(fleet.asked()).isEmpty();
    }
}
