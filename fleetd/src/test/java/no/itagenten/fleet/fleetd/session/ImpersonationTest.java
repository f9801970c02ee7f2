package no.itagenten.fleet.fleetd.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import no.itagenten.fleet.fleetd.testing.DeviceIdentity;
import no.itagenten.fleet.fleetd.testing.RunningFleetd;
import no.itagenten.fleet.fleetd.testing.TestDevice;
import no.itagenten.fleet.protocol.DeviceAuthentication.Answer;
import no.itagenten.fleet.protocol.DeviceAuthentication.Challenge;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever would pass for a device without its key, or for another device with a key of their own. */
class ImpersonationTest {

    @TempDir
    Path data;

    private RunningFleetd fleetd;

    @BeforeEach
    void start() {
        fleetd = RunningFleetd.start(data);
    }

    @AfterEach
    void stop() {
        fleetd.close();
    }

    private DeviceIdentity enrolled(DeviceIdentity device) {
        assertThat(fleetd.enroll(device).status()).isEqualTo(201);
        return device;
    }

    private Answer fresh(DeviceIdentity device) {
        return device.answer(TestDevice.challenge(fleetd, device.id()));
    }

    private int refused(String id, Answer answer) {
        return TestDevice.refusal(fleetd, id, "Authorization", answer.toHeader())
                .statusCode();
    }

    @Test
    void ofTwoThatBringTheSameAnswerAtOnceOneIsLetIn() {
        DeviceIdentity device = enrolled(DeviceIdentity.ed25519("raced"));
        String proof = fresh(device).toHeader();
        List<CompletableFuture<TestDevice>> tries = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            tries.add(CompletableFuture.supplyAsync(() -> TestDevice.connect(fleetd, "raced", "Authorization", proof)));
        }

        long letIn = tries.stream()
                .filter(one -> {
                    try {
                        one.join().close();
                        return true;
                    } catch (CompletionException e) {
                        return false;
                    }
                })
                .count();

        assertThat(letIn).isEqualTo(1);
    }

    @Test
    void anAnswerIsWorthNothingAfterTheServerWasStartedAgain() {
        DeviceIdentity device = enrolled(DeviceIdentity.ed25519("kept"));
        Answer unused = fresh(device);
        fleetd.close();

        fleetd = RunningFleetd.start(data);

        assertThat(refused("kept", unused)).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 0xff})
    void aSignatureOfNothingButOneByteIsNone(int octet) {
        enrolled(DeviceIdentity.p256("psychic"));
        enrolled(DeviceIdentity.ed25519("psychic-ed"));
        byte[] blank = new byte[64]; // r = s = 0 passed for any message in Java before 17.0.3 (CVE-2022-21449)
        java.util.Arrays.fill(blank, (byte) octet);
        String signature = Base64.getUrlEncoder().withoutPadding().encodeToString(blank);

        for (String id : List.of("psychic", "psychic-ed")) {
            Challenge challenge = TestDevice.challenge(fleetd, id);
            assertThat(refused(id, new Answer(challenge.challenge(), signature)))
                    .isEqualTo(401);
        }
    }

    @Test
    void anotherSpellingOfAUsedChallengeIsNoNewOne() {
        DeviceIdentity device = enrolled(DeviceIdentity.ed25519("respelt"));
        Challenge challenge = TestDevice.challenge(fleetd, "respelt");
        TestDevice.connect(
                        fleetd,
                        "respelt",
                        "Authorization",
                        device.answer(challenge).toHeader())
                .close();
        String text = challenge.challenge();
        String body = text.substring(0, text.length() - 1);

        for (String spelling : List.of("0" + text, text + ".", text + "A", body + "A", body + "B", body + "_")) {
            if (!spelling.equals(text)) {
                Challenge again = new Challenge(challenge.server(), spelling);
                assertThat(refused("respelt", device.answer(again))).isEqualTo(401);
            }
        }
    }

    @Test
    void aProofOpensNothingButTheDevicesOwnConnection() {
        DeviceIdentity device = enrolled(DeviceIdentity.ed25519("narrow"));
        enrolled(DeviceIdentity.ed25519("victim"));
        String proof = fresh(device).toHeader();

        for (String path : List.of("/api/devices", "/api/whoami", "/api/devices/narrow/logs", "/api/events")) {
            assertThat(fleetd.api()
                            .anonymous()
                            .get(path, "Authorization", proof)
                            .status())
                    .isEqualTo(401);
        }
        assertThat(TestDevice.refusal(fleetd, "victim", "Authorization", proof).statusCode())
                .isEqualTo(401);
        assertThat(TestDevice.refusal(fleetd, "victim&deviceId=narrow", "Authorization", proof)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aDeviceThatConnectsWithoutEndIsRefusedForAWhileAndNoOtherIs() {
        DeviceIdentity frantic = enrolled(DeviceIdentity.ed25519("frantic"));
        DeviceIdentity calm = enrolled(DeviceIdentity.ed25519("calm"));
        for (int i = 0; i < 120; i++) {
            TestDevice.connect(fleetd, frantic).close();
        }

        assertThat(refused("frantic", fresh(frantic))).isEqualTo(401);
        TestDevice.connect(fleetd, calm).close();
        fleetd.clock().advanceNanoTime(Duration.ofSeconds(61));
        TestDevice.connect(fleetd, frantic).close();
    }

    @Test
    void whoSpeaksForAnotherIsRefusedAndItIsNotedInItsOwnLog() {
        enrolled(DeviceIdentity.ed25519("victim"));
        try (TestDevice liar = TestDevice.enrolledAgent(fleetd, "liar")) {
            liar.send("{\"type\":\"log\",\"deviceId\":\"victim\",\"level\":\"error\",\"message\":\"forged\"}");
            liar.send("{\"type\":\"status\",\"deviceId\":\"victim\",\"version\":\"forged\"}");

            assertThat(liar.awaitMessages("error", 2).get("code").getAsString()).isEqualTo("wrong_device");
            await().until(() ->
                    fleetd.api().get("/api/devices/liar/logs").array().size() == 2);
        }

        JsonObject noted =
                fleetd.api().get("/api/devices/liar/logs").array().get(0).getAsJsonObject();
        assertThat(noted.get("message").getAsString()).isEqualTo("this device spoke for the device victim: refused");
        assertThat(noted.get("source").getAsString()).isEqualTo("fleetd");
        assertThat(fleetd.api().get("/api/devices/victim/logs").array()).isEmpty();
        assertThat(fleetd.api()
                        .get("/api/devices/victim")
                        .object()
                        .get("version")
                        .isJsonNull())
                .isTrue();
    }
}
