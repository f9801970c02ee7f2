package no.itagenten.fleet.it.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import no.itagenten.fleet.it.fixture.BareDevice;
import no.itagenten.fleet.it.fixture.ChildProcess;
import no.itagenten.fleet.it.fixture.Fleetctl;
import no.itagenten.fleet.it.fixture.Fleetctl.Output;
import no.itagenten.fleet.it.fixture.Installation;
import no.itagenten.fleet.it.fixture.OpenStream;
import no.itagenten.fleet.it.fixture.Surroundings;
import no.itagenten.fleet.protocol.rest.AccessTokenView;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is open when a right ends is closed with it, within a second: agents, event streams, log streams and who follows them. */
class RevocationIT {

    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final int NOT_ALLOWED = 4;
    private static final int NO_DEVICE = 5;

    @TempDir
    static Path homes;

    private static Path log;
    private static Installation installation;
    private static Fleetctl admin;

    @BeforeAll
    static void start() throws Exception {
        installation = Installation.start();
        admin = installation.fleetctl();
        log = Files.createFile(homes.resolve("app.log"));
        installation
                .bareDevice("it-seen")
                .withToken(installation.api().enrollmentToken())
                .with("LOG_FILES", "app=" + log)
                .start();
    }

    @AfterAll
    static void stop() {
        installation.close();
        Surroundings.killLeftovers(homes); // who follows what is still in reach goes on
    }

    private static BareDevice device(String id) throws Exception {
        return installation
                .bareDevice(id)
                .withToken(installation.api().enrollmentToken())
                .start();
    }

    private static Fleetctl person(String name) throws Exception {
        done(admin.runWith("correct horse\n", "user", "add", name, "--role", "viewer", "--password-stdin"));
        Fleetctl home = new Fleetctl(homes.resolve(name));
        done(home.runWith(
                "correct horse\n", "login", "--url", installation.fleetd().url(), "--user", name, "--password-stdin"));
        return home;
    }

    private static String done(Output output) {
        assertThat(output.exitCode()).as(output.err()).isZero();
        return output.out();
    }

    private static List<OpenStream> streams(String token) throws Exception {
        return List.of(
                OpenStream.open(installation.fleetd(), "/api/events", token),
                OpenStream.open(installation.fleetd(), "/api/devices/it-seen/logs?follow=1", token));
    }

    private static void requireEnded(List<OpenStream> streams, long since) throws Exception {
        for (OpenStream stream : streams) {
            assertThat(stream.endedAfter(since)).isLessThan(A_SECOND);
        }
    }

    /** Returns when it follows both. */
    private static List<ChildProcess> followers(Fleetctl who) throws Exception {
        List<ChildProcess> followers = List.of(who.start("events"), who.start("logs", "it-seen", "-f", "-n", "0"));
        for (ChildProcess follower : followers) {
            await().atMost(ChildProcess.PATIENCE).until(() -> {
                write("a line");
                return !follower.output().isEmpty();
            });
        }
        return followers;
    }

    private static void write(String line) throws Exception {
        Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static void requireExit(ChildProcess follower, int code, String why) throws Exception {
        assertThat(follower.awaitExit()).as(follower.output()).isEqualTo(code);
        assertThat(follower.output()).contains(why).doesNotContain("Exception");
    }

    @Test
    void aRevokedTokenEndsItsStreams() throws Exception {
        // given
        Output created = admin.run("token", "create", "--name", "watcher", "--role", "viewer", "-o", "json");
        AccessTokenView token = created.json(AccessTokenView.class);
        List<OpenStream> streams = streams(token.token().orElseThrow());

        // when
        done(admin.run("token", "revoke", token.id()));

        // then
        requireEnded(streams, System.nanoTime());
    }

    @Test
    void aDisabledPersonsFollowersEnd() throws Exception {
        // given
        Fleetctl kari = person("kari");
        List<ChildProcess> followers = followers(kari);

        // when
        done(admin.run("user", "disable", "kari"));

        // then
        for (ChildProcess follower : followers) {
            requireExit(follower, NOT_ALLOWED, "fleetctl login");
        }
    }

    @Test
    void aPersonWhoLogsOutSeesNothingMore() throws Exception {
        // given
        Fleetctl ola = person("ola");
        List<ChildProcess> followers = followers(ola);

        // when
        done(ola.run("logout"));

        // then
        for (ChildProcess follower : followers) {
            requireExit(follower, NOT_ALLOWED, "fleetctl login");
        }
    }

    @Test
    void aNewReachEndsWhatIsFollowedOutsideOfIt() throws Exception {
        // given
        Fleetctl nils = person("nils");
        ChildProcess follower = followers(nils).get(1);

        // when
        done(admin.run("user", "role", "nils", "viewer", "--venue", "Bergen"));

        // then
        requireExit(follower, NO_DEVICE, "it-seen");
    }

    @Test
    void aRemovedDeviceIsCutOffAndSoIsWhoeverFollowsIt() throws Exception {
        // given
        BareDevice device = device("it-removed");
        OpenStream lines = OpenStream.open(
                installation.fleetd(),
                "/api/devices/it-removed/logs?follow=1",
                installation.fleetd().adminToken());

        // when
        done(admin.run("device", "remove", "it-removed", "--yes"));

        // then
        long removed = System.nanoTime();
        assertThat(lines.endedAfter(removed)).isLessThan(A_SECOND);
        device.awaitLog("closed it with 4003");
    }
}
