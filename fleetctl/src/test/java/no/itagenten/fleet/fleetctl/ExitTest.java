package no.itagenten.fleet.fleetctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import no.itagenten.fleet.fleetctl.invocation.Surroundings;
import no.itagenten.fleet.fleetctl.io.Console;
import no.itagenten.fleet.fleetctl.io.TerminalFacts;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How runs end: the code, one line that says what is wrong and one with the next step. */
class ExitTest {

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

    private void assertEnds(ExitCode code, String... says) {
        assertThat(code).isEqualTo(cli.run("devices"));
        assertThat(cli.err())
                .contains(says)
                .doesNotContain("Exception", "\tat ")
                .hasLineCount(2);
        assertThat(cli.out()).isEmpty();
    }

    @Test
    void aloneItShowsHelp() {
        assertThat(cli.run()).isEqualTo(ExitCode.DONE);
        assertThat(cli.out()).contains("Usage: fleetctl COMMAND", "Example:");
    }

    @Test
    void versionAsksNoServer() {
        assertThat(cli.run("version")).isEqualTo(ExitCode.DONE);
        assertThat(cli.run("--version")).isEqualTo(ExitCode.DONE);
        assertThat(cli.out()).startsWith("fleetctl ").hasLineCount(2);
        assertThat(fleet.asked()).isEmpty();
    }

    @Test
    void helpExplainsTheExitCodes() {
        assertThat(cli.run("help", "exit-codes")).isEqualTo(ExitCode.DONE);
        for (ExitCode code : ExitCode.values()) {
            assertThat(cli.out()).containsPattern(" " + code.number() + "  ");
        }
    }

    @Test
    void helpKnowsCommandsGroupsAndTopics() {
        assertThat(cli.run("help", "config", "set")).isEqualTo(ExitCode.DONE);
        assertThat(cli.run("help", "device")).isEqualTo(ExitCode.DONE);
        assertThat(cli.run("help", "environment")).isEqualTo(ExitCode.DONE);
        assertThat(cli.run("help", "exit-code")).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).contains("Did you mean exit-codes?");
    }

    @Test
    void anUnknownOptionIsGuessed() {
        assertThat(cli.run("devices", "--outptu", "json")).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).contains("there is no option '--outptu'", "--output");
    }

    @Test
    void aMissingParameterIsNamed() {
        assertThat(cli.run("restart")).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).contains("DEVICE", "fleetctl help selectors");
    }

    @Test
    void withoutALogin() {
        cli.set("R58_FLEET_URL", "").set("R58_FLEET_TOKEN", "");

        assertEnds(ExitCode.NOT_ALLOWED, "not logged in", "fleetctl login");
    }

    @Test
    void withAWrongToken() {
        cli.set("R58_FLEET_TOKEN", "wrong");

        assertEnds(
                ExitCode.NOT_ALLOWED,
                "the token from R58_FLEET_TOKEN is refused by " + fleet.url(),
                "fleetctl token create");
    }

    @Test
    void whenForbidden() {
        fleet.on("GET /api/devices", 403, "{\"error\":\"viewers may not\",\"code\":\"forbidden\"}");

        assertEnds(ExitCode.NOT_ALLOWED, "viewers may not");
    }

    @Test
    void withoutAServer() {
        fleet.close();

        assertEnds(ExitCode.UNREACHABLE, "connection refused", "Is fleetd running there?");
    }

    @Test
    void withoutAHost() {
        cli.set("R58_FLEET_URL", "https://fleet.invalid");

        assertEnds(ExitCode.UNREACHABLE, "no host is called 'fleet.invalid'");
    }

    @Test
    void behindAProxyWithoutFleetd() {
        fleet.on("GET /api/devices", 502, "text/html", "<h1>Bad Gateway</h1>");

        assertEnds(ExitCode.UNREACHABLE, "a proxy answers", "502");
    }

    @Test
    void behindALoginPageOfAGuestNetwork() {
        fleet.on("GET /api/devices", 200, "text/html", "<html>Welcome to the hotel</html>");

        assertEnds(ExitCode.FAILED, "is not fleetd", "login page");
    }

    @Test
    void withJsonOfAnotherProgram() {
        fleet.on("GET /api/devices", 200, "{\"hello\":1}");

        assertEnds(ExitCode.FAILED, "is not fleetd", "unexpected JSON");
    }

    @Test
    void withARedirect() {
        fleet.on("GET /api/devices", 302, "text/html", "");

        assertEnds(ExitCode.FAILED, "sends us elsewhere");
    }

    @Test
    void withAnInternalErrorOfTheServer() {
        fleet.on("GET /api/devices", 500, "{\"error\":\"the disk is full.\",\"code\":\"internal\"}");

        assertEnds(ExitCode.FAILED, "Error: the disk is full.\n", "log");
    }

    @Test
    void withAValueThatTheServerDoesNotTake() {
        fleet.on("GET /api/devices", 400, "{\"error\":\"'venue' is too long\",\"code\":\"bad_request\"}");

        assertEnds(ExitCode.USAGE, "'venue' is too long", "nothing was done");
    }

    @Test
    void withAServerThatIsOfAnotherVersion() {
        fleet.on("GET /api/devices", 404, "{\"error\":\"there is nothing at this path\",\"code\":\"not_found\"}");

        assertEnds(ExitCode.FAILED, "does not know how to do this", "fleetctl version --server");
    }

    @Test
    void withSomethingThatIsNotAsItWas() {
        fleet.on("GET /api/devices", 409, "{\"error\":\"it has ended\",\"code\":\"conflict\"}");

        assertEnds(ExitCode.FAILED, "it has ended", "Nothing was done");
    }

    @Test
    void withTooManyRequests() {
        fleet.header("Retry-After", "7")
                .on("GET /api/devices", 429, "{\"error\":\"slow down\",\"code\":\"too_many_requests\"}");

        assertEnds(ExitCode.FAILED, "slow down", "Try again in 7 s.");
    }

    @Test
    void theServersVersionIsShownAndComparedOnRequest() {
        fleet.on(
                "GET /health",
                200,
                "{\"status\":\"healthy\",\"service\":\"fleetd\",\"timestamp\":\"2026-11-23T19:00:00Z\",\"version\":\"9.9.9\"}");

        assertThat(cli.run("version", "--server")).isEqualTo(ExitCode.DONE);

        assertThat(cli.out()).contains("fleetd   9.9.9");
        assertThat(cli.err()).contains("Warning: the two are not of one version");
    }

    @Test
    void withPlainHttpOverANetwork() {
        cli.set("R58_FLEET_URL", "http://192.0.2.1:3001");

        assertEnds(ExitCode.USAGE, "not encrypted", "--insecure");
    }

    @Test
    void withADeviceThatNobodyKnows() {
        fleet.on("GET /api/devices", 200, Sample.devices());

        assertThat(cli.run("logs", "r59-aaa")).isEqualTo(ExitCode.NO_DEVICE);
        assertThat(cli.err()).contains("no device is called 'r59-aaa'", "Did you mean r58-aaa");
    }

    @Test
    void debugObeysNothingThatTheServerSays() {
        fleet.on("GET /api/devices", 500, "{\"error\":\"a\\u001b[2Jb\",\"code\":\"internal_error\"}");

        cli.run("devices", "--debug");

        assertThat(cli.err()).contains("Problem", "ab").doesNotContain("\u001b");
    }

    @Test
    void debugShowsTheWholeStory() {
        fleet.close();

        cli.run("devices", "--debug");

        assertThat(cli.err()).contains("ConnectException", "    at ", "Error: ");
    }

    @Test
    void aReaderThatHasGoneEndsItQuietly() {
        fleet.on("GET /api/devices", 200, Sample.devices());
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        Surroundings given = cli.surroundings();
        Console console = new Console(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(closed, false, StandardCharsets.UTF_8),
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                TerminalFacts.none());

        ExitCode code = new Dispatcher(new CommandCatalog())
                .run(
                        List.of("devices"),
                        new Surroundings(
                                given.environment(),
                                console,
                                given.prompter(),
                                given.cancellation(),
                                given.clock(),
                                false));

        assertThat(code).isEqualTo(ExitCode.DONE);
    }
}
