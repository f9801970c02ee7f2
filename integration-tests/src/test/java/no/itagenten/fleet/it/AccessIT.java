package no.itagenten.fleet.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import no.itagenten.fleet.it.fixture.Fleetctl;
import no.itagenten.fleet.it.fixture.Fleetctl.Output;
import no.itagenten.fleet.it.fixture.Installation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an empty server to an operator of one venue and a CI token that may only update, in fleetctl alone. */
class AccessIT {

    private static final String NOT_ALLOWED = "4";

    @TempDir
    static Path homes;

    private static Installation installation;

    @BeforeAll
    static void start() throws Exception {
        installation = Installation.start();
        installation.device("it-oslo").start();
        installation.device("it-bergen").start();
        installation.fleetctl().run("device", "set", "it-oslo", "--venue", "Oslo");
        installation.fleetctl().run("device", "set", "it-bergen", "--venue", "Bergen");
    }

    @AfterAll
    static void stop() {
        installation.close();
    }

    @Test
    void anOperatorOfOneVenueReachesThatAndNothingElse() throws Exception {
        // given
        Fleetctl admin = installation.fleetctl();
        Fleetctl kari = new Fleetctl(homes.resolve("kari"));
        admin.runWith(
                "correct horse\n", "user", "add", "kari", "--role", "operator", "--venue", "Oslo", "--password-stdin");

        // when
        Output login = kari.runWith(
                "correct horse\n", "login", "--url", installation.fleetd().url(), "--user", "kari", "--password-stdin");

        // then
        assertThat(login.exitCode()).as(login.err()).isZero();
        assertThat(kari.run("devices").out()).contains("it-oslo").doesNotContain("it-bergen");
        assertThat(kari.run("lock", "it-oslo", "--reason", "concert").exitCode())
                .isZero();
        assertThat(kari.run("device", "show", "it-bergen").exitCode()).isEqualTo(5);
        assertThat(kari.run("user", "list").exitCode()).asString().isEqualTo(NOT_ALLOWED);
        assertThat(kari.run("device", "set", "it-oslo", "--venue", "Bergen").exitCode())
                .asString()
                .isEqualTo(NOT_ALLOWED);
        assertThat(kari.run("unlock", "it-oslo").exitCode()).isZero();

        // and when
        Output disable = admin.run("user", "disable", "kari");

        // then
        assertThat(disable.exitCode()).as(disable.err()).isZero();
        assertThat(kari.run("devices").exitCode()).asString().isEqualTo(NOT_ALLOWED);
    }

    @Test
    void manyFleetctlAtOnceRenewOneLoginTogether() throws Exception {
        // given
        installation
                .fleetctl()
                .runWith("correct horse\n", "user", "add", "nils", "--role", "viewer", "--password-stdin");
        Path home = homes.resolve("nils");
        Fleetctl nils = new Fleetctl(home);
        nils.runWith(
                "correct horse\n", "login", "--url", installation.fleetd().url(), "--user", "nils", "--password-stdin");
        Path config = home.resolve("config/r58-fleet/config.json");
        String before = Files.readString(config);
        Files.writeString(config, before.replaceFirst("(?<=\"expires_at\": \")[^\"]+", "2026-01-01T00:00:00Z"));

        // when
        List<CompletableFuture<Output>> runs = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> whoami(nils)))
                .toList();

        // then
        assertThat(runs.stream().map(CompletableFuture::join))
                .allSatisfy(run -> assertThat(run.exitCode()).as(run.err()).isZero());
        assertThat(refreshToken(Files.readString(config))).isNotEqualTo(refreshToken(before));
        assertThat(whoami(nils).exitCode()).isZero();

        // and when somebody uses a copy of the file as it was
        Files.writeString(config, before.replaceFirst("(?<=\"expires_at\": \")[^\"]+", "2026-01-01T00:00:00Z"));
        Output copied = whoami(nils);

        // then
        assertThat(copied.exitCode()).asString().isEqualTo(NOT_ALLOWED);
    }

    private static Output whoami(Fleetctl fleetctl) {
        try {
            return fleetctl.run("whoami");
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String refreshToken(String config) {
        return config.replaceFirst("(?s).*\"refresh_token\": \"([^\"]+)\".*", "$1");
    }

    @Test
    void aTokenThatMayOnlyUpdateDoesNothingElse() throws Exception {
        // given
        Output created = installation
                .fleetctl()
                .run("token", "create", "--name", "ci", "--role", "operator", "--may", "update", "--expires", "90d");
        Fleetctl ci = new Fleetctl(homes.resolve("ci"));

        // when
        Output login = ci.runWith(
                created.out(), "login", "--url", installation.fleetd().url(), "--token-stdin");

        // then
        assertThat(login.exitCode()).as(login.err()).isZero();
        assertThat(ci.run("update", "it-oslo", "--dry-run", "--async").exitCode())
                .isZero();
        assertThat(ci.run("reboot", "it-oslo", "--yes").exitCode()).asString().isNotEqualTo("0");
        assertThat(ci.run("lock", "it-oslo", "--reason", "mine").exitCode())
                .asString()
                .isNotEqualTo("0");
    }
}
