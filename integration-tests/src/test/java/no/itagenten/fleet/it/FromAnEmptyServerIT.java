package no.itagenten.fleet.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import no.itagenten.fleet.it.fixture.ChildProcess;
import no.itagenten.fleet.it.fixture.Fleetctl;
import no.itagenten.fleet.it.fixture.Fleetctl.Output;
import no.itagenten.fleet.it.fixture.FleetdProcess;
import no.itagenten.fleet.it.fixture.Installation;
import no.itagenten.fleet.it.fixture.SimulatedFleet;
import no.itagenten.fleet.it.fixture.Surroundings;
import no.itagenten.fleet.protocol.rest.DeviceView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A newcomer goes by docs/access.md, line by line and in fleetctl alone, from an empty server to an operator of one venue, a token
 * of CI that may only update, and ten devices that came in by one token.
 */
class FromAnEmptyServerIT {

    private static final int NOT_ALLOWED = 4;
    private static final int NO_DEVICE = 5;
    private static final String SERVER = "https://fleet.example.org";
    private static final String PASSWORD = "correct horse\n";

    @TempDir
    Path folder;

    private String page;
    private FleetdProcess fleetd;

    /**
     * Runs a line of the page, at this server.
     *
     * @param input what its reader types, or has in the file that the line names
     * @param more options that stand for a terminal
     */
    private Output follow(Fleetctl who, String line, String input, String... more) throws Exception {
        assertThat(page).as("docs/access.md").contains("\n    fleetctl " + line + "\n");
        String command = line.replaceFirst(" < .*", "").replace(SERVER, fleetd.url());
        List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
        arguments.addAll(List.of(more));
        Output output = who.runWith(input, arguments.toArray(String[]::new));
        assertThat(output.exitCode()).as("fleetctl %s: %s", line, output.err()).isZero();
        return output;
    }

    @Test
    void anEmptyServerBecomesAFleetByThePageAlone() throws Exception {
        page = Files.readString(Surroundings.repository().resolve("docs/access.md"));
        try (Installation installation = Installation.start()) {
            // given
            fleetd = installation.fleetd();
            Fleetctl admin = new Fleetctl(folder.resolve("admin"));
            Fleetctl kari = new Fleetctl(folder.resolve("kari"));
            Fleetctl ci = new Fleetctl(folder.resolve("ci"));

            // when
            follow(
                    admin,
                    "login --url " + SERVER + " --token-stdin < /var/lib/r58-fleet/admin.token",
                    fleetd.adminToken());
            follow(admin, "user add kari --role operator --venue Oslo", PASSWORD, "--password-stdin");
            String ciToken = follow(admin, "token create --name ci --role operator --may update --expires 90d", "")
                    .out();
            String enrolment = follow(admin, "enroll create --uses 10 --venue Oslo", "")
                    .out()
                    .strip();
            String another =
                    admin.run("enroll", "create", "--venue", "Bergen").out().strip();
            follow(kari, "login --url " + SERVER + " --user kari", PASSWORD, "--password-stdin");

            // then
            try (SimulatedFleet ten = new SimulatedFleet(fleetd, folder.resolve("ten"), enrolment, 10)) {
                ten.start();
                await().atMost(ChildProcess.PATIENCE).until(() -> ten.welcomed() == 10);
                requireNoEleventh(installation, enrolment);
                installation.bareDevice("it-bergen").withToken(another).start();
                requireOperatorOfOslo(kari);
                requireOnlyUpdates(ci, ciToken);
            }
        }
    }

    private static void requireNoEleventh(Installation installation, String token) throws Exception {
        installation.bareDevice("it-eleventh").withToken(token).startAgent().awaitLog("enrolment failed");
    }

    private static void requireOperatorOfOslo(Fleetctl kari) throws Exception {
        List<DeviceView> seen = kari.run("devices", "-o", "json").jsonList(DeviceView.class);
        assertThat(seen)
                .hasSize(10)
                .allMatch(device -> device.venue().orElse("").equals("Oslo"));
        assertThat(kari.run("lock", "sim-3", "--reason", "concert").exitCode()).isZero();
        assertThat(kari.run("unlock", "sim-3").exitCode()).isZero();
        assertThat(kari.run("lock", "it-bergen", "--reason", "mine").exitCode()).isEqualTo(NO_DEVICE);
        assertThat(kari.run("enroll", "list").exitCode()).isEqualTo(NOT_ALLOWED);
        assertThat(kari.run("user", "list").exitCode()).isEqualTo(NOT_ALLOWED);
    }

    private void requireOnlyUpdates(Fleetctl ci, String token) throws Exception {
        Output login = ci.runWith(token, "login", "--url", fleetd.url(), "--token-stdin");
        assertThat(login.exitCode()).as(login.err()).isZero();
        assertThat(ci.run("update", "sim-3", "--async").exitCode()).isZero();
        assertThat(ci.run("restart", "sim-3").exitCode()).isEqualTo(NOT_ALLOWED);
        assertThat(ci.run("reboot", "sim-3", "--yes").exitCode()).isEqualTo(NOT_ALLOWED);
        assertThat(ci.run("lock", "sim-3", "--reason", "mine").exitCode()).isEqualTo(NOT_ALLOWED);
        assertThat(ci.run("device", "set", "sim-3", "--name", "Mine").exitCode())
                .isEqualTo(NOT_ALLOWED);
        assertThat(ci.run("enroll", "create").exitCode()).isEqualTo(NOT_ALLOWED);
    }
}
