package no.itagenten.fleet.fleetd.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import no.itagenten.fleet.fleetd.testing.DeviceIdentity;
import no.itagenten.fleet.fleetd.testing.Reply;
import no.itagenten.fleet.fleetd.testing.RunningFleetd;
import no.itagenten.fleet.fleetd.testing.TestDevice;
import no.itagenten.fleet.protocol.DeviceAuthentication.Answer;
import no.itagenten.fleet.protocol.DeviceAuthentication.Challenge;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which devices may connect, and by what proof. */
class AdmissionTest {

    @TempDir
    static Path data;

    private static RunningFleetd fleetd;
    private static RunningFleetd open;

    @BeforeAll
    static void start() {
        fleetd = RunningFleetd.start(data.resolve("closed"));
        open = RunningFleetd.startOpen(data.resolve("open"));
    }

    @AfterAll
    static void stop() {
        fleetd.close();
        open.close();
    }

    private static DeviceIdentity enrolled(RunningFleetd server, DeviceIdentity device) {
        assertThat(server.enroll(device).status()).isEqualTo(201);
        return device;
    }

    private static int refused(RunningFleetd server, String id, Answer answer) {
        return TestDevice.refusal(server, id, "Authorization", answer.toHeader())
                .statusCode();
    }

    private static void awaitStatus(RunningFleetd server, String id, String status) {
        await().until(() ->
                server.api().get("/api/devices/" + id).text("status").equals(status));
    }

    @Test
    void withoutACredentialADeviceIsChallenged() {
        HttpResponse<?> refusal = TestDevice.refusal(fleetd, "stranger");

        assertThat(refusal.statusCode()).isEqualTo(401);
        assertThat(refusal.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(
                        header -> assertThat(Challenge.parse(header)).isPresent());
        assertThat(fleetd.api().get("/api/devices/stranger").status()).isEqualTo(404);
    }

    @Test
    void theServerIsNamedTheSameInChallengeAndEnrolment() {
        Reply enrolled = fleetd.enroll(DeviceIdentity.ed25519("named"));

        assertThat(TestDevice.challenge(fleetd, "named").server()).isEqualTo(enrolled.text("server_id"));
    }

    @Test
    void anEd25519KeyProvesADevice() {
        DeviceIdentity device = enrolled(fleetd, DeviceIdentity.ed25519("ed"));

        try (TestDevice connected = TestDevice.agent(fleetd, device)) {
            awaitStatus(fleetd, "ed", "online");
            assertThat(connected.isOpen()).isTrue();
        }
    }

    @Test
    void aP256KeyProvesADevice() {
        DeviceIdentity device = enrolled(fleetd, DeviceIdentity.p256("ec"));

        try (TestDevice connected = TestDevice.agent(fleetd, device)) {
            awaitStatus(fleetd, "ec", "online");
            assertThat(connected.isOpen()).isTrue();
        }
    }

    @Test
    void anAnswerIsGoodOnce() {
        DeviceIdentity device = enrolled(fleetd, DeviceIdentity.ed25519("replay"));
        Answer answer = device.answer(TestDevice.challenge(fleetd, "replay"));
        TestDevice.connect(fleetd, "replay", "Authorization", answer.toHeader()).close();

        assertThat(refused(fleetd, "replay", answer)).isEqualTo(401);
    }

    @Test
    void anAnswerForAnotherDeviceIsNoGood() {
        DeviceIdentity mine = enrolled(fleetd, DeviceIdentity.ed25519("mine"));
        DeviceIdentity other = enrolled(fleetd, DeviceIdentity.ed25519("other"));
        Challenge forMine = TestDevice.challenge(fleetd, "mine");

        assertThat(refused(fleetd, "other", mine.answer(forMine))).isEqualTo(401);
        assertThat(refused(fleetd, "other", other.answer(forMine))).isEqualTo(401);
        assertThat(refused(fleetd, "other", mine.under("other").answer(TestDevice.challenge(fleetd, "other"))))
                .isEqualTo(401);
    }

    @Test
    void aTamperedSignatureOrChallengeIsNoGood() {
        DeviceIdentity device = enrolled(fleetd, DeviceIdentity.ed25519("tampered"));
        Answer good = device.answer(TestDevice.challenge(fleetd, "tampered"));
        char first = good.signature().charAt(0);
        Answer badSignature = new Answer(
                good.challenge(), (first == 'A' ? 'B' : 'A') + good.signature().substring(1));
        Challenge madeUp =
                new Challenge(TestDevice.challenge(fleetd, "tampered").server(), "1.abc.def");

        assertThat(refused(fleetd, "tampered", badSignature)).isEqualTo(401);
        assertThat(refused(fleetd, "tampered", device.answer(madeUp))).isEqualTo(401);
        assertThat(refused(fleetd, "tampered", new Answer("nodot", "AAAA"))).isEqualTo(401);
    }

    @Test
    void aChallengeIsGoodForAMinute() {
        DeviceIdentity device = enrolled(fleetd, DeviceIdentity.ed25519("slow"));
        Challenge first = TestDevice.challenge(fleetd, "slow");
        fleetd.clock().advanceNanoTime(Duration.ofSeconds(60));
        TestDevice.connect(fleetd, "slow", "Authorization", device.answer(first).toHeader())
                .close();
        Challenge second = TestDevice.challenge(fleetd, "slow");
        fleetd.clock().advanceNanoTime(Duration.ofMillis(60_001));

        assertThat(refused(fleetd, "slow", device.answer(second))).isEqualTo(401);
    }

    @Test
    void aChallengeOfAnotherServerIsNoGood() {
        DeviceIdentity device = enrolled(fleetd, DeviceIdentity.ed25519("moved"));
        enrolled(open, device);

        assertThat(refused(fleetd, "moved", device.answer(TestDevice.challenge(open, "moved"))))
                .isEqualTo(401);
    }

    @Test
    void resettingTheCredentialEndsTheConnectionAndTheKey() {
        DeviceIdentity device = enrolled(fleetd, DeviceIdentity.ed25519("reset"));
        try (TestDevice connected = TestDevice.agent(fleetd, device)) {
            Challenge challenge = TestDevice.challenge(fleetd, "reset");

            fleetd.api().delete("/api/devices/reset/credential");

            assertThat(connected.awaitClosed()).contains(4003);
            assertThat(refused(fleetd, "reset", device.answer(challenge))).isEqualTo(401);
            awaitStatus(fleetd, "reset", "offline");
            assertThat(fleetd.api()
                            .get("/api/devices/reset")
                            .object()
                            .get("enrolled")
                            .getAsBoolean())
                    .isFalse();
        }
        assertThat(fleetd.enroll(DeviceIdentity.p256("reset")).status())
                .as("then it may enrol anew, with another key")
                .isEqualTo(201);
    }

    @Test
    void theKeysOfDevicesOutliveTheServer() {
        Path folder = data.resolve("restarted");
        DeviceIdentity device = DeviceIdentity.p256("lasting");
        try (RunningFleetd first = RunningFleetd.start(folder)) {
            enrolled(first, device);
        }

        try (RunningFleetd second = RunningFleetd.start(folder);
                TestDevice connected = TestDevice.agent(second, device)) {
            assertThat(connected.isOpen()).isTrue();
        }
    }

    @Test
    void openEnrolmentIsNeverForAnIdWithACredential() {
        enrolled(open, DeviceIdentity.ed25519("owned"));

        assertThat(TestDevice.refusal(open, "owned").statusCode()).isEqualTo(401);
    }

    @Test
    void aWrongProofIsRefusedEvenUnderOpenEnrolment() {
        DeviceIdentity stranger = DeviceIdentity.ed25519("pretender");

        assertThat(refused(open, "pretender", stranger.answer(TestDevice.challenge(open, "pretender"))))
                .isEqualTo(401);
    }

    @Test
    void anUnprovenConnectionDoesNotDisplaceAProvenOne() {
        DeviceIdentity device = enrolled(open, DeviceIdentity.ed25519("defended"));
        try (TestDevice connected = TestDevice.agent(open, device)) {
            assertThat(TestDevice.refusal(open, "defended").statusCode()).isEqualTo(401);

            connected.heartbeat();
            assertThat(connected.isOpen()).isTrue();
        }
    }

    @Test
    void aDeviceThatHasEnrolledTakesThePlaceOfWhoeverUsedItsIdWithoutAProof() {
        TestDevice.connect(open, "contested").heartbeat().close();
        open.api().delete("/api/devices/contested/credential");
        try (TestDevice squatter = TestDevice.connect(open, "contested").heartbeat()) {
            DeviceIdentity device = enrolled(open, DeviceIdentity.ed25519("contested"));

            try (TestDevice connected = TestDevice.agent(open, device)) {
                assertThat(squatter.awaitClosed()).contains(4001);
                assertThat(connected.isOpen()).isTrue();
                awaitStatus(open, "contested", "online");
            }
        }
    }

    @Test
    void aSecondConnectionWithTheSameCredentialTakesThePlaceOfTheFirst() {
        DeviceIdentity device = enrolled(fleetd, DeviceIdentity.ed25519("twice"));
        TestDevice first = TestDevice.agent(fleetd, device);

        try (TestDevice second = TestDevice.agent(fleetd, device)) {
            assertThat(first.awaitClosed()).contains(4001);
            assertThat(second.isOpen()).isTrue();
            awaitStatus(fleetd, "twice", "online");
        }
        awaitStatus(fleetd, "twice", "offline");
    }

    @Test
    void aConnectionWithoutAUsableIdIsABadRequest() {
        for (String id : new String[] {"", "-x", "a%20b", "..%2f", "x".repeat(65)}) {
            assertThat(TestDevice.refusal(open, id).statusCode()).isEqualTo(400);
        }
    }

    @Test
    void aRequestThatIsNoUpgradeRegistersNothing() {
        Reply reply = open.api().anonymous().get("/ws?deviceId=curious");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(open.api().get("/api/devices/curious").status()).isEqualTo(404);
    }

    @Test
    void theServerSaysWhenItStops() {
        RunningFleetd stopping = RunningFleetd.startOpen(data.resolve("stopping"));
        TestDevice first = TestDevice.connect(stopping, "a").heartbeat();
        TestDevice second = TestDevice.enrolledAgent(stopping, "b");

        stopping.close();

        assertThat(first.awaitClosed()).contains(1012);
        assertThat(second.awaitClosed()).contains(1012);
    }
}
