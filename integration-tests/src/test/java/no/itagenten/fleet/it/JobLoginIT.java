package no.itagenten.fleet.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import no.itagenten.fleet.it.fixture.Fleetctl;
import no.itagenten.fleet.it.fixture.Fleetctl.Output;
import no.itagenten.fleet.it.fixture.Installation;
import no.itagenten.fleet.it.fixture.JobIssuer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job of CI that has no secret logs in by its identity token, does what its rule allows and nothing else. */
class JobLoginIT {

    private static final int NOT_ALLOWED = 4;
    private static final String AUDIENCE = "https://fleet.example.org";

    @TempDir
    static Path folder;

    private static JobIssuer issuer;
    private static Installation installation;

    @BeforeAll
    static void start() throws Exception {
        issuer = JobIssuer.start();
        Path issuers = Files.writeString(folder.resolve("issuers.json"), """
                {"issuers":[{"issuer":"%s","audience":"%s","rules":[{"name":"deploy","role":"operator","may":["restart"],
                "tags":["canary"],"claims":{"repository":"acme/app","ref":"refs/heads/main"}}]}]}
                """.formatted(issuer.url(), AUDIENCE));
        installation = Installation.start("--trusted-issuers", issuers.toString());
        installation.device("it-canary").start();
        installation.device("it-other").start();
        installation.fleetctl().run("device", "set", "it-canary", "--tags", "canary");
    }

    @AfterAll
    static void stop() {
        installation.close();
        issuer.close();
    }

    private static Output login(Fleetctl job) throws Exception {
        return job.run("login", "--url", installation.fleetd().url(), "--oidc", "--audience", AUDIENCE);
    }

    @Test
    void aJobActsWithinItsRuleAndIsRefusedBeyondIt() throws Exception {
        // given
        Fleetctl job = new Fleetctl(folder.resolve("job"), issuer.job("acme/app", "main"));

        // when
        Output login = login(job);

        // then
        assertThat(login.exitCode()).as(login.err()).isZero();
        assertThat(job.run("whoami").out()).contains("deploy:repo:acme/app");
        assertThat(job.run("devices").out()).contains("it-canary").doesNotContain("it-other");
        Output restart = job.run("restart", "it-canary");
        assertThat(restart.exitCode()).as(restart.err()).isZero();
        assertThat(job.run("reboot", "it-canary", "--yes").exitCode()).isEqualTo(NOT_ALLOWED);
        assertThat(job.run("lock", "it-canary", "--reason", "mine").exitCode()).isEqualTo(NOT_ALLOWED);
        assertThat(job.run("restart", "it-other").exitCode()).isEqualTo(5);
        assertThat(job.run("user", "list").exitCode()).isEqualTo(NOT_ALLOWED);
        assertThat(installation
                        .fleetctl()
                        .run("audit", "--user", "deploy:repo:acme/app")
                        .out())
                .contains("device.restart", "access.refused");
    }

    @Test
    void aJobThatFitsNoRuleDoesNotGetIn() throws Exception {
        // given
        Fleetctl branch = new Fleetctl(folder.resolve("branch"), issuer.job("acme/app", "feature"));
        Fleetctl fork = new Fleetctl(folder.resolve("fork"), issuer.job("mallory/app", "main"));
        Fleetctl elsewhere = new Fleetctl(folder.resolve("elsewhere"), issuer.job("acme/app", "main"));

        // when
        Output ofTheBranch = login(branch);
        Output ofTheFork = login(fork);
        Output forAnotherServer = elsewhere.run(
                "login", "--url", installation.fleetd().url(), "--oidc", "--audience", "https://other.example.org");

        // then
        assertThat(ofTheBranch.exitCode()).as(ofTheBranch.err()).isEqualTo(NOT_ALLOWED);
        assertThat(ofTheFork.exitCode()).as(ofTheFork.err()).isEqualTo(NOT_ALLOWED);
        assertThat(forAnotherServer.exitCode()).as(forAnotherServer.err()).isEqualTo(NOT_ALLOWED);
        assertThat(branch.run("devices").exitCode()).isEqualTo(NOT_ALLOWED);
    }
}
