package no.itagenten.fleet.fleetd.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import no.itagenten.fleet.fleetd.testing.Api;
import no.itagenten.fleet.fleetd.testing.DeviceIdentity;
import no.itagenten.fleet.fleetd.testing.Reply;
import no.itagenten.fleet.fleetd.testing.RunningFleetd;
import no.itagenten.fleet.fleetd.testing.TestDevice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Devices whose enrolment somebody has to approve of. */
class ApprovalTest {

    @TempDir
    Path data;

    private RunningFleetd fleetd;
    private Api api;

    @BeforeEach
    void start() {
        fleetd = RunningFleetd.startOpen(data); // which must not open anything to them
        api = fleetd.api();
    }

    @AfterEach
    void stop() {
        fleetd.close();
    }

    private DeviceIdentity pending(String id) {
        DeviceIdentity device = DeviceIdentity.ed25519(id);
        String token =
                api.post("/api/enrollment-tokens", "{\"approval\":\"manual\"}").text("token");
        assertThat(api.anonymous()
                        .post("/api/enroll", device.enrollRequest(token))
                        .status())
                .isEqualTo(201);
        return device;
    }

    private HttpResponse<?> knock(DeviceIdentity device) {
        return TestDevice.refusal(
                fleetd,
                device.id(),
                "Authorization",
                device.answer(TestDevice.challenge(fleetd, device.id())).toHeader());
    }

    @Test
    void aPendingDeviceIsListedAndSentAwayWithTheReason() {
        DeviceIdentity device = pending("waiting");

        HttpResponse<?> refusal = knock(device);

        assertThat(refusal.statusCode()).isEqualTo(403);
        assertThat(refusal.headers().firstValue("R58-Device-State")).contains("pending");
        Reply shown = api.get("/api/devices/waiting");
        assertThat(shown.text("status")).isEqualTo("pending");
        assertThat(shown.text("ip_address")).isEqualTo("127.0.0.1");
        assertThat(shown.object().get("last_seen").isJsonNull()).isFalse();
    }

    @Test
    void whoCannotProveToBeThePendingDeviceIsNotToldThatItIs() {
        pending("secretive");

        HttpResponse<?> stranger = knock(DeviceIdentity.ed25519("secretive"));

        assertThat(stranger.statusCode()).isEqualTo(401);
        assertThat(stranger.headers().firstValue("R58-Device-State")).isEmpty();
        assertThat(TestDevice.refusal(fleetd, "secretive").statusCode()).isEqualTo(401);
    }

    @Test
    void approvalLetsItIn() {
        DeviceIdentity device = pending("welcome");

        Reply approved = api.post("/api/devices/welcome/approve");

        assertThat(approved.text("status")).isEqualTo("offline");
        try (TestDevice connected = TestDevice.agent(fleetd, device)) {
            assertThat(connected.isOpen()).isTrue();
        }
        assertThat(api.post("/api/devices/welcome/approve").status())
                .as("a second time changes nothing")
                .isEqualTo(200);
    }

    @Test
    void rejectionForgetsItAndItsKey() {
        DeviceIdentity device = pending("unwanted");

        Reply rejected = api.post("/api/devices/unwanted/reject");

        assertThat(rejected.status()).isEqualTo(200);
        assertThat(api.get("/api/devices/unwanted").status()).isEqualTo(404);
        assertThat(knock(device).statusCode()).isEqualTo(401);
    }

    @Test
    void aDeviceThatIsInIsNotRejected() {
        TestDevice.enrolledAgent(fleetd, "inside").close();

        Reply reply = api.post("/api/devices/inside/reject");

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.code()).isEqualTo("conflict");
        assertThat(api.get("/api/devices/inside").status()).isEqualTo(200);
    }

    @Test
    void aPendingDeviceGetsNoCommandAndTheAnswerNamesTheNextStep() {
        pending("idle");

        Reply reply = api.post("/api/devices/idle/restart");

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.text("error")).contains("fleetctl device approve idle");
        assertThat(api.get("/api/devices/idle/commands").array()).isEmpty();
    }

    @Test
    void enrollingAgainWithTheSameKeyDoesNotApprove() {
        DeviceIdentity device = pending("stubborn");

        Reply again = fleetd.enroll(device);

        assertThat(again.status()).isEqualTo(200);
        assertThat(knock(device).statusCode()).isEqualTo(403);
    }

    @Test
    void itStillWaitsAfterARestartOfTheServer() {
        DeviceIdentity device = pending("patient");
        fleetd.close();

        fleetd = RunningFleetd.startOpen(data);

        assertThat(fleetd.api().get("/api/devices/patient").text("status")).isEqualTo("pending");
        assertThat(knock(device).statusCode()).isEqualTo(403);
    }
}
