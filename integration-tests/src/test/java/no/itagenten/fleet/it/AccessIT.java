package no.itagenten.fleet.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
