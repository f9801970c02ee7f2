package no.itagenten.fleet.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import no.itagenten.fleet.it.fixture.AgentProcess;
import no.itagenten.fleet.it.fixture.BareDevice;
import no.itagenten.fleet.it.fixture.ChildProcess;
import no.itagenten.fleet.it.fixture.Device;
import no.itagenten.fleet.it.fixture.FirstReleaseDevice;
import no.itagenten.fleet.it.fixture.Fleetctl.Output;
import no.itagenten.fleet.it.fixture.Installation;
import no.itagenten.fleet.protocol.rest.DeviceStatus;
import no.itagenten.fleet.protocol.rest.DeviceView;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How a device comes into the fleet, and who stays out. */
class EnrollmentIT {

    private static Installation installation;

    @BeforeAll
    static void start() throws Exception {
        installation = Installation.start("--open-enrollment");
    }

    @AfterAll
    static void stop() {
        installation.close();
    }

    @Test
    void anEnrolledDeviceIsOnlineAndTellsTheTruthAboutTheMachine() throws Exception {
        // given
        Output token = installation.fleetctl().run("enroll", "create", "--venue", "Domkirken");
        Device device = installation.device("it-enrolled");
        Files.writeString(device.folder().resolve("token"), token.out());

        // when
        device.start();
        await().until(() ->
                installation.api().device("it-enrolled").cpuPercent().isPresent()); // it takes two looks

        // then
        Output list = installation.fleetctl().run("devices", "-o", "json");
        DeviceView seen = list.jsonList(DeviceView.class).stream()
                .filter(view -> view.id().value().equals("it-enrolled"))
                .findFirst()
                .orElseThrow();
        assertThat(seen.status()).isEqualTo(DeviceStatus.ONLINE);
        assertThat(seen.enrolled()).isTrue();
        assertThat(seen.venue()).contains("Domkirken");
        assertThat(seen.version()).contains(device.firstCommit());
        assertThat(seen.services())
                .singleElement()
                .matches(service -> service.name().equals(Device.SERVICE));
        assertThat(seen.agentVersion()).contains(System.getProperty("fleet.version"));
        assertThat(seen.memoryPercent().orElseThrow()).isCloseTo(memoryPercent(), within(20.0));
        assertThat(seen.cpuPercent().orElseThrow()).isBetween(0.0, 100.0);
        assertThat(seen.diskPercent().orElseThrow()).isBetween(0.0, 100.0);
        double uptime =
                Double.parseDouble(Files.readString(Path.of("/proc/uptime")).split(" ", 2)[0]);
        assertThat((double) seen.uptime().orElseThrow()).isCloseTo(uptime, within(60.0));
        assertThat(seen.kernel().orElseThrow())
                .contains(ManagementFactory.getOperatingSystemMXBean().getVersion());
    }

    @Test
    void aStolenIdIsOfNoUseWithoutTheKey() throws Exception {
        // given
        Device device = installation.device("it-owner").start();
        try (AgentProcess thief = new AgentProcess(device.folder().resolve("thief"))) {
            Path token = Files.writeString(
                    device.folder().resolve("another-token"), installation.api().enrollmentToken());
            thief.configure(Map.of(
                    "FLEET_API_URL",
                    "ws://127.0.0.1:" + installation.fleetd().port() + "/ws",
                    "DEVICE_ID",
                    "it-owner",
                    "STATE_DIR",
                    thief.stateFolder().toString(),
                    "SERVICE_MANAGER",
                    "process",
                    "ENROLLMENT_TOKEN_FILE",
                    token.toString()));

            // when
            thief.start();

            // then
            thief.process().awaitOutput(Pattern.compile("enrolment failed.*(device_exists|already)"));
            assertThat(device.agent().process().output()).doesNotContain("4001");
            assertThat(installation.api().device("it-owner").status()).isEqualTo(DeviceStatus.ONLINE);
        }
    }

    @Test
    void openEnrolmentDoesNotOpenAnEnrolledDevice() throws Exception {
        // given
        installation.device("it-closed").start();

        // when
        HttpResponse<?> refusal = FirstReleaseDevice.refused(installation.fleetd(), "it-closed");

        // then
        assertThat(refusal.statusCode()).isEqualTo(401);
        assertThat(refusal.headers().allValues("WWW-Authenticate"))
                .singleElement()
                .asString()
                .startsWith("R58-Device server=");
    }

    @Test
    void openEnrolmentDoesNotDisplaceALiveDeviceThatHasProvedItself() throws Exception {
        // given
        BareDevice device = installation
                .bareDevice("it-live")
                .withToken(installation.api().enrollmentToken())
                .start();

        // when
        for (int i = 0; i < 5; i++) {
            FirstReleaseDevice.refused(installation.fleetd(), "it-live");
        }

        // then
        assertThat(installation.api().device("it-live").status()).isEqualTo(DeviceStatus.ONLINE);
        assertThat(device.agent().process().output()).doesNotContain("The connection ended");
    }

    @Test
    void aTokenTakesNoIdAwayFromADeviceThatIsThereWithoutACredentialUntilAnAdminSaysSo() throws Exception {
        // given
        try (FirstReleaseDevice unproven = FirstReleaseDevice.connect(installation.fleetd(), "it-promoted")) {
            unproven.report("first");
            BareDevice device = installation
                    .bareDevice("it-promoted")
                    .withToken(installation.api().enrollmentToken());

            // when
            device.startAgent();

            // then
            device.awaitLog("exists already");
            unproven.report("second");
            await().atMost(ChildProcess.PATIENCE)
                    .until(() ->
                            installation.api().device("it-promoted").version().equals(Optional.of("second")));

            // and when
            installation.fleetctl().run("device", "reset-credential", "it-promoted", "--yes");

            // then
            assertThat(unproven.awaitClose()).isEqualTo(4003);
            device.awaitLog("The server took us in");
            assertThat(FirstReleaseDevice.refused(installation.fleetd(), "it-promoted")
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void aTokenThatIsUsedUpEnrolsNobody() throws Exception {
        // given
        Device first = installation.device("it-first").start();
        Device second = installation.device("it-second");
        Files.copy(
                first.folder().resolve("token"),
                second.folder().resolve("token"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        // when
        second.startAgent();

        // then
        second.agent().process().awaitOutput(Pattern.compile("enrolment failed"));
        List<String> ids = installation.api().devices().stream()
                .map(view -> view.id().value())
                .toList();
        assertThat(ids).doesNotContain("it-second");
    }

    private static double memoryPercent() throws Exception {
        List<String> lines = Files.readAllLines(Path.of("/proc/meminfo"));
        return 100.0 * (1 - kilobytes(lines, "MemAvailable") / kilobytes(lines, "MemTotal"));
    }

    private static double kilobytes(List<String> meminfo, String name) {
        return meminfo.stream()
                .filter(line -> line.startsWith(name + ":"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
