package no.itagenten.fleet.fleetctl.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import no.itagenten.fleet.fleetctl.Cli;
import no.itagenten.fleet.fleetctl.FakeFleet;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users and access tokens. */
class AccessTest {

    private static final String KARI = """
            {"name":"kari","role":"operator","venues":["Oslo"],"tags":[],"enabled":true,"created_at":"2026-11-23T18:00:00Z"}""";

    private static final String CI = """
            {"id":"at-1","name":"ci","kind":"api","role":"operator","venues":[],"tags":[],"may":["update"],"hint":"x9Qa",\
            "token":%s,"created_by":"admin","created_at":"2026-11-23T18:00:00Z","expires_at":"2026-11-24T19:00:00Z",\
            "last_used_at":null,"revoked_at":null}""";

    @TempDir
    private Path folder;

    private FakeFleet fleet;
    private Cli cli;

    @BeforeEach
    void start() {
        fleet = new FakeFleet();
        cli = new Cli(folder).at(fleet);
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    private String body(String method, String path) {
        return fleet.asked(method, path).get(0).body();
    }

    @Test
    void addsAUserWithAPasswordThatIsTypedTwiceAndNotShown() {
        fleet.on("POST /api/users", 201, KARI);
        cli.answering("correct horse");

        ExitCode code = cli.run("user", "add", "kari", "--role", "operator", "--venue", "Oslo");

        assertThat(code).isEqualTo(ExitCode.DONE);
        assertThat(cli.questions()).containsExactly("New password for kari", "The same again");
        assertThat(body("POST", "/api/users"))
                .isEqualTo("{\"name\":\"kari\",\"role\":\"operator\",\"venues\":[\"Oslo\"],\"tags\":null,"
                        + "\"password\":\"correct horse\"}");
        assertThat(cli.err()).contains("Added kari, operator of venue Oslo.", "fleetctl login --user kari");
    }

    @Test
    void addsAUserWithAPasswordFromStandardInput() {
        fleet.on("POST /api/users", 201, KARI);

        assertThat(cli.typing("correct horse\n").run("user", "add", "kari", "--role", "viewer", "--password-stdin"))
                .isEqualTo(ExitCode.DONE);
    }

    @Test
    void aPasswordIsNoArgument() {
        assertThat(cli.run("user", "add", "kari", "--role", "viewer", "--password", "correct horse"))
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void asksForNoPasswordWhereNobodyCanType() {
        assertThat(cli.run("user", "add", "kari", "--role", "viewer")).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).contains("--password-stdin");
        assertThat(fleet.asked()).isEmpty();
    }

    @Test
    void aRoleThatThereIsNotIsAMistake() {
        assertThat(cli.run("user", "role", "kari", "king")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void listsUsers() {
        fleet.on("GET /api/users", 200, "[" + KARI + "]");

        cli.run("user", "list");

        assertThat(cli.out()).isEqualTo("""
                        NAME  ROLE      STATE      SINCE    REACH
                        kari  operator  ✔ enabled  1 h ago  venue Oslo
                        """);
    }

    @Test
    void aNewRoleLeavesTheReachAsItIs() {
        fleet.on("PATCH /api/users/kari", 200, KARI);

        cli.run("user", "role", "kari", "operator");

        assertThat(body("PATCH", "/api/users/kari"))
                .isEqualTo("{\"role\":\"operator\",\"venues\":null,\"tags\":null,\"enabled\":null}");
    }

    @Test
    void aNewReachTakesThePlaceOfTheEarlierOne() {
        fleet.on("PATCH /api/users/kari", 200, KARI);

        cli.run("user", "role", "kari", "operator", "--tag", "canary");

        assertThat(body("PATCH", "/api/users/kari"))
                .isEqualTo("{\"role\":\"operator\",\"venues\":[],\"tags\":[\"canary\"],\"enabled\":null}");
    }

    @Test
    void onlyASpokenWordWidensTheReachToTheWholeFleet() {
        fleet.on("PATCH /api/users/kari", 200, KARI);

        assertThat(cli.run("user", "role", "kari", "admin", "--everywhere", "--tag", "x"))
                .isEqualTo(ExitCode.USAGE);
        cli.run("user", "role", "kari", "admin", "--everywhere");

        assertThat(body("PATCH", "/api/users/kari"))
                .isEqualTo("{\"role\":\"admin\",\"venues\":[],\"tags\":[],\"enabled\":null}");
    }

    @Test
    void disablesAndEnables() {
        fleet.on("PATCH /api/users/kari", 200, KARI);

        assertThat(cli.run("user", "disable", "kari")).isEqualTo(ExitCode.DONE);
        assertThat(cli.run("user", "enable", "kari")).isEqualTo(ExitCode.DONE);

        assertThat(fleet.asked("PATCH", "/api/users/kari"))
                .extracting(FakeFleet.Asked::body)
                .containsExactly(
                        "{\"role\":null,\"venues\":null,\"tags\":null,\"enabled\":false}",
                        "{\"role\":null,\"venues\":null,\"tags\":null,\"enabled\":true}");
    }

    @Test
    void changesOnesOwnPasswordWithThePresentOne() {
        fleet.on("GET /api/whoami", 200, "{\"name\":\"kari\",\"role\":\"viewer\"}")
                .on("PUT /api/account/password", 200, "{\"name\":\"kari\",\"role\":\"viewer\"}");

        cli.typing("the old horse\nthe new horse\n").run("user", "passwd", "--password-stdin");

        assertThat(body("PUT", "/api/account/password"))
                .isEqualTo("{\"current\":\"the old horse\",\"password\":\"the new horse\"}");
    }

    @Test
    void givesSomebodyANewPassword() {
        fleet.on("PUT /api/users/kari/password", 200, "{\"id\":\"kari\"}");

        cli.typing("the new horse\n").run("user", "passwd", "kari", "--password-stdin");

        assertThat(body("PUT", "/api/users/kari/password"))
                .isEqualTo("{\"current\":null,\"password\":\"the new horse\"}");
    }

    @Test
    void printsTheSecretOfANewTokenAlone() {
        fleet.on("POST /api/access-tokens", 201, CI.formatted("\"the-secret\""));

        cli.run("token", "create", "--name", "ci", "--role", "operator", "--may", "update", "--expires", "1d");

        assertThat(cli.out()).isEqualTo("the-secret\n");
        assertThat(cli.err())
                .contains("Token ci (at-1): operator of the whole fleet, may only update, expires in 24 h.");
        assertThat(body("POST", "/api/access-tokens"))
                .isEqualTo("{\"name\":\"ci\",\"role\":\"operator\",\"venues\":null,\"tags\":null,\"may\":[\"update\"],"
                        + "\"expires_in_seconds\":86400}");
    }

    @Test
    void listsAndRevokesTokens() {
        fleet.on("GET /api/access-tokens", 200, "[" + CI.formatted("null") + "]")
                .on("DELETE /api/access-tokens/at-1", 200, "{\"id\":\"at-1\"}");

        cli.run("token", "list");

        assertThat(cli.out()).isEqualTo("""
                        ID    NAME  KIND  SECRET  STATE   ROLE      MAY     LAST USED  EXPIRES  REACH
                        at-1  ci    api   …x9Qa   ✔ good  operator  update  –          in 24 h  the whole fleet
                        """);
        assertThat(cli.run("token", "revoke", "at-1")).isEqualTo(ExitCode.DONE);
    }
}
