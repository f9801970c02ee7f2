package no.itagenten.fleet.it.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import no.itagenten.fleet.it.fixture.BareDevice;
import no.itagenten.fleet.it.fixture.Fleetctl;
import no.itagenten.fleet.it.fixture.Fleetctl.Output;
import no.itagenten.fleet.it.fixture.Installation;
import no.itagenten.fleet.protocol.rest.DeviceStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A device that enrols by a token of manual approval waits until somebody says yes or no. */
@Order(1)
class ApprovalIT {

    /** A device that waits asks again within forty seconds. */
    private static final Duration ASKS_AGAIN_WITHIN = Duration.ofSeconds(90);

    private static Installation installation;

    @BeforeAll
    static void start() throws Exception {
        installation = Installation.start();
    }

    @AfterAll
    static void stop() {
        installation.close();
    }

    private static BareDevice pending(String id) throws Exception {
        Output token = installation.fleetctl().run("enroll", "create", "--approve", "manual", "--venue", "Oslo");
        BareDevice device = installation.bareDevice(id).withToken(token.out()).startAgent();
        device.awaitLog("waits for approval: fleetctl device approve " + id);
        return device;
    }

    @Test
    void aWaitingDeviceIsShownAndGetsNothingUntilItIsApproved() throws Exception {
        // given
        Fleetctl fleetctl = installation.fleetctl();
        BareDevice device = pending("it-awaited");
        assertThat(fleetctl.run("devices").out()).contains("it-awaited").contains("◌ pending");
        assertThat(fleetctl.run("status").out())
                .contains("1 pending")
                .contains("waits for approval")
                .contains("fleetctl device approve it-awaited");
        Output restart = fleetctl.run("restart", "it-awaited");
        assertThat(restart.exitCode()).isNotZero();
        assertThat(restart.err()).contains("fleetctl device approve it-awaited");

        // when
        Output approved = fleetctl.run("device", "approve", "it-awaited");

        // then
        assertThat(approved.exitCode()).as(approved.err()).isZero();
        await().atMost(ASKS_AGAIN_WITHIN)
                .until(() -> installation.api().device("it-awaited").status() == DeviceStatus.ONLINE);
        assertThat(installation.api().device("it-awaited").venue()).contains("Oslo");
        assertThat(device.agent().allOutput()).doesNotContain("does not accept this device's key");
        assertThat(fleetctl.run("status").out()).doesNotContain("pending");
    }

    @Test
    void aRejectedDeviceIsForgottenAndStaysOut() throws Exception {
        // given
        BareDevice device = pending("it-unwanted");

        // when
        Output rejected = installation.fleetctl().run("device", "reject", "it-unwanted");

        // then
        assertThat(rejected.exitCode()).as(rejected.err()).isZero();
        device.agent().process().terminate();
        device.agent().start();
        device.awaitLog("enrolment failed");
        assertThat(installation.fleetctl().run("devices").out()).doesNotContain("it-unwanted");
        assertThat(installation.fleetctl().run("device", "show", "it-unwanted").exitCode())
                .isEqualTo(5);
    }
}
