package no.itagenten.fleet.fleetctl.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import no.itagenten.fleet.fleetctl.Cli;
import no.itagenten.fleet.fleetctl.FakeFleet;
import no.itagenten.fleet.fleetctl.client.Bearer;
import no.itagenten.fleet.fleetctl.client.Endpoint;
import no.itagenten.fleet.fleetctl.client.FleetClient;
import no.itagenten.fleet.fleetctl.client.SocketTransport;
import no.itagenten.fleet.fleetctl.io.Cancellation;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.protocol.rest.LoginTokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The token of a login, renewed before its end and when the server refuses it, by one at a time. */
class StoredLoginTest {

    private static final Instant NOW = Instant.parse("2026-11-23T18:00:00Z");
    private static final String REFRESH = "/api/login/refresh";
    private static final String NEXT = """
            {"login":"at-1","name":"kari","access_token":"%s","token_type":"Bearer","expires_in":900,\
            "refresh_token":"refresh-2"}""".formatted(FakeFleet.TOKEN);

    @TempDir
    private Path folder;

    private FakeFleet fleet;
    private ContextFile file;

    @BeforeEach
    void start() {
        fleet = new FakeFleet().on("GET /api/whoami", 200, "{\"name\":\"kari\",\"role\":\"viewer\"}");
        file = new ContextFile(folder.resolve("config/r58-fleet"));
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    /** As if somebody had logged in at that time. */
    private Context loggedIn(String accessToken, Instant at) {
        LoginTokens tokens = LoginTokens.bearer("at-1", "kari", accessToken, 900, "refresh-1");
        Context context = new Context(fleet.url(), Optional.empty(), Optional.empty(), false).loggedIn(tokens, at);
        file.write(Contexts.NONE.with("demo", context).using("demo"));
        return context;
    }

    private StoredLogin login(Context context) {
        Endpoint endpoint = Endpoint.parse(context.url());
        Cancellation never = new Cancellation();
        return new StoredLogin(
                file,
                "demo",
                context,
                new FleetClient(
                        new SocketTransport(endpoint, Optional.empty(), Duration.ofSeconds(5), never),
                        endpoint,
                        Bearer.of(Optional.empty()),
                        never),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private Context stored() {
        return file.read().require("demo");
    }

    @Test
    void aTokenThatIsGoodIsSentAsItIs() throws IOException {
        StoredLogin login = login(loggedIn("first", NOW.minusSeconds(800)));

        assertThat(login.token()).contains("first");
        assertThat(fleet.asked()).isEmpty();
    }

    @Test
    void oneThatIsNearlyOverIsRenewedAndTheNewOnesAreKept() throws IOException {
        fleet.on("POST " + REFRESH, 200, NEXT);
        StoredLogin login = login(loggedIn("first", NOW.minusSeconds(880)));

        assertThat(login.token()).contains(FakeFleet.TOKEN);

        assertThat(fleet.asked("POST", REFRESH).get(0).body()).isEqualTo("{\"refresh_token\":\"refresh-1\"}");
        assertThat(stored().refreshToken()).contains("refresh-2");
        assertThat(stored().expiresAt()).contains(NOW.plusSeconds(900));
        assertThat(stored().refreshKey()).isEmpty();
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(file.path().orElseThrow())))
                .isEqualTo("rw-------");
    }

    @Test
    void whatTheServerRefusesIsRenewedAndAskedAgain() {
        fleet.on("POST " + REFRESH, 200, NEXT);
        loggedIn("refused", Instant.now());
        Cli cli = new Cli(folder);

        ExitCode code = cli.run("whoami");

        assertThat(code).as(cli.err()).isEqualTo(ExitCode.DONE);
        assertThat(fleet.asked("GET", "/api/whoami")).hasSize(2);
        assertThat(new Cli(folder).run("whoami")).isEqualTo(ExitCode.DONE);
        assertThat(fleet.asked("POST", REFRESH)).hasSize(1);
    }

    @Test
    void aLoginThatIsOverIsAskedForOnceAndSaidPlainly() {
        fleet.on("POST " + REFRESH, 401, "{\"error\":\"over\",\"code\":\"unauthorized\"}");
        loggedIn("refused", Instant.now());
        Cli cli = new Cli(folder);

        assertThat(cli.run("whoami")).isEqualTo(ExitCode.NOT_ALLOWED);
        assertThat(cli.err()).contains("not logged in at " + fleet.url(), "fleetctl login --url");
        assertThat(fleet.asked("POST", REFRESH)).hasSize(1);
    }

    @Test
    void ofManyAtOnceOneRenewsAndTheOthersTakeWhatItGot() {
        fleet.on("POST " + REFRESH, 200, NEXT);
        Context context = loggedIn("first", NOW.minusSeconds(1_000));

        List<CompletableFuture<Optional<String>>> many = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> {
                    try {
                        return login(context).token();
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                }))
                .toList();

        assertThat(many.stream().map(CompletableFuture::join)).containsOnly(Optional.of(FakeFleet.TOKEN));
        assertThat(fleet.asked("POST", REFRESH)).hasSize(1);
    }

    @Test
    void aServerThatCannotBeReachedCostsNoLogin() {
        StoredLogin login = login(loggedIn("first", NOW.minusSeconds(1_000)));
        fleet.close();

        assertThatThrownBy(login::token).isInstanceOf(IOException.class);
        Optional<String> key = stored().refreshKey();
        assertThatThrownBy(login::token).isInstanceOf(IOException.class);

        assertThat(stored().refreshToken()).contains("refresh-1");
        assertThat(key).as("so that the same request is sent again").isPresent();
        assertThat(stored().refreshKey()).isEqualTo(key);
    }

    @Test
    void whoeverHasLoggedOutMeanwhileIsNotLoggedInAgain() throws IOException {
        StoredLogin login = login(loggedIn("first", NOW));
        file.update(contexts -> contexts.with("demo", stored().withoutToken()));

        assertThat(login.inPlaceOf("first")).isEmpty();
        assertThat(fleet.asked()).isEmpty();
    }

    @Test
    void aTokenOfTheEnvironmentIsNeverRenewed() {
        loggedIn("first", Instant.now());
        Cli cli = new Cli(folder).set("R58_FLEET_TOKEN", "wrong");

        assertThat(cli.run("whoami")).isEqualTo(ExitCode.NOT_ALLOWED);
        assertThat(fleet.asked("POST", REFRESH)).isEmpty();
    }
}
