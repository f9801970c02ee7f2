package no.itagenten.fleet.fleetd.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import no.itagenten.fleet.fleetd.testing.Api;
import no.itagenten.fleet.fleetd.testing.DeviceIdentity;
import no.itagenten.fleet.fleetd.testing.Reply;
import no.itagenten.fleet.fleetd.testing.RunningFleetd;
import no.itagenten.fleet.fleetd.testing.TestDevice;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Enrolment tokens, and what devices do with them. */
class EnrollmentRoutesTest {

    @TempDir
    static Path data;

    private static RunningFleetd fleetd;
    private static Api api;

    @BeforeAll
    static void start() {
        fleetd = RunningFleetd.startOpen(data);
        api = fleetd.api();
    }

    @AfterAll
    static void stop() {
        fleetd.close();
    }

    @BeforeEach
    void forgetFailures() {
        fleetd.clock().advanceNanoTime(Duration.ofMinutes(2));
    }

    private static Reply enroll(DeviceIdentity device, String token) {
        return api.anonymous().post("/api/enroll", device.enrollRequest(token));
    }

    @Test
    void aTokenHasExactlyTheDocumentedFieldsAndShowsItsSecretOnce() {
        Reply created = api.post(
                "/api/enrollment-tokens",
                "{\"name\":\"Oslo\",\"uses\":3,\"expires_in_seconds\":3600,\"venue\":\"Oslo\",\"tags\":[\"b\",\"a\"]}");
        String id = created.text("id");

        JsonObject listed = api.get("/api/enrollment-tokens").array().asList().stream()
                .map(token -> token.getAsJsonObject())
                .filter(token -> token.get("id").getAsString().equals(id))
                .findFirst()
                .orElseThrow();

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.object().keySet())
                .containsExactlyInAnyOrder(
                        "id",
                        "name",
                        "hint",
                        "token",
                        "uses",
                        "max_uses",
                        "venue",
                        "tags",
                        "approval",
                        "created_at",
                        "expires_at",
                        "disabled_at",
                        "revoked_at");
        assertThat(created.text("token")).startsWith("r58e_").endsWith(created.text("hint"));
        assertThat(created.object().get("tags")).hasToString("[\"a\",\"b\"]");
        assertThat(created.object().get("uses").getAsInt()).isZero();
        assertThat(created.object().get("max_uses").getAsInt()).isEqualTo(3);
        assertThat(listed.get("token").isJsonNull()).isTrue();
        assertThat(listed.toString()).doesNotContain(created.text("token"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"uses\":0}",
                "{\"uses\":10001}",
                "{\"uses\":1.5}",
                "{\"uses\":\"2\"}",
                "{\"uses\":2,\"unlimited\":true}",
                "{\"approval\":\"perhaps\"}",
                "{\"expires_in_seconds\":59}",
                "{\"expires_in_seconds\":99999999999}",
                "{\"name\":\"\"}",
                "{\"venue\":\"a\\u0001\"}",
                "{\"tags\":\"a\"}",
                "[]"
            })
    void aTokenThatDoesNotFitIsRefused(String body) {
        assertThat(api.post("/api/enrollment-tokens", body).status()).isEqualTo(400);
    }

    @Test
    void enrollingMakesTheDeviceKnownWithTheTokensLabels() {
        String token = api.post("/api/enrollment-tokens", "{\"venue\":\"Bergen\",\"tags\":[\"live\"]}")
                .text("token");

        Reply enrolled = enroll(DeviceIdentity.ed25519("fresh"), token);

        assertThat(enrolled.status()).isEqualTo(201);
        assertThat(enrolled.object().keySet()).containsExactlyInAnyOrder("device_id", "server_id");
        JsonObject device = api.get("/api/devices/fresh").object();
        assertThat(device.get("venue").getAsString()).isEqualTo("Bergen");
        assertThat(device.get("tags")).hasToString("[\"live\"]");
        assertThat(device.get("enrolled").getAsBoolean()).isTrue();
        assertThat(device.get("status").getAsString()).isEqualTo("offline");
    }

    @Test
    void repeatingAnEnrolmentWithTheSameKeyIsFineEvenWhenTheTokenIsUsedUp() {
        String token = fleetd.enrollmentToken();
        DeviceIdentity device = DeviceIdentity.p256("again");
        Reply first = enroll(device, token);

        Reply second = enroll(device, token);

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
    }

    @Test
    void aKnownIdWithAnotherKeyIsAConflict() {
        enroll(DeviceIdentity.ed25519("taken"), fleetd.enrollmentToken());

        Reply reply = enroll(DeviceIdentity.ed25519("taken"), fleetd.enrollmentToken());

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.code()).isEqualTo("device_exists");
    }

    @Test
    void anIdThatRegisteredItselfMustBeResetBeforeItCanEnrol() {
        TestDevice.connect(fleetd, "self-made").heartbeat().close();
        Reply before = enroll(DeviceIdentity.ed25519("self-made"), fleetd.enrollmentToken());

        Reply reset = api.delete("/api/devices/self-made/credential");
        Reply after = enroll(DeviceIdentity.ed25519("self-made"), fleetd.enrollmentToken());

        assertThat(before.status()).isEqualTo(409);
        assertThat(reset.object()).hasToString("{\"id\":\"self-made\"}");
        assertThat(after.status()).isEqualTo(201);
    }

    @Test
    void aTokenIsUsedUp() {
        String token = api.post("/api/enrollment-tokens", "{\"uses\":2}").text("token");

        assertThat(enroll(DeviceIdentity.ed25519("one"), token).status()).isEqualTo(201);
        assertThat(enroll(DeviceIdentity.ed25519("two"), token).status()).isEqualTo(201);
        assertThat(enroll(DeviceIdentity.ed25519("three"), token).status()).isEqualTo(401);
        assertThat(api.get("/api/devices/three").status()).isEqualTo(404);
    }

    @Test
    void aTokenExpires() {
        String token = api.post("/api/enrollment-tokens", "{\"expires_in_seconds\":60}")
                .text("token");
        fleetd.clock().advance(Duration.ofSeconds(60));

        Reply reply = enroll(DeviceIdentity.ed25519("late"), token);

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.code()).isEqualTo("unauthorized");
    }

    @Test
    void aTokenIsRevoked() {
        Reply token = api.post("/api/enrollment-tokens");

        Reply revoked = api.delete("/api/enrollment-tokens/" + token.text("id"));

        assertThat(revoked.object()).hasToString("{\"id\":\"" + token.text("id") + "\"}");
        assertThat(enroll(DeviceIdentity.ed25519("unwanted"), token.text("token"))
                        .status())
                .isEqualTo(401);
        assertThat(api.delete("/api/enrollment-tokens/et-unknown").status()).isEqualTo(404);
    }

    @Test
    void aTokenWithoutABoundEnrolsAnyNumber() {
        Reply token = api.post("/api/enrollment-tokens", "{\"unlimited\":true}");

        for (int i = 0; i < 3; i++) {
            assertThat(enroll(DeviceIdentity.ed25519("many-" + i), token.text("token"))
                            .status())
                    .isEqualTo(201);
        }

        assertThat(token.object().get("max_uses").isJsonNull()).isTrue();
    }

    @Test
    void aTokenRestsUntilItIsEnabledAgain() {
        Reply token = api.post("/api/enrollment-tokens");
        String path = "/api/enrollment-tokens/" + token.text("id");

        Reply disabled = api.post(path + "/disable");
        Reply meanwhile = enroll(DeviceIdentity.ed25519("resting"), token.text("token"));
        Reply enabled = api.post(path + "/enable");
        Reply after = enroll(DeviceIdentity.ed25519("resting"), token.text("token"));

        assertThat(disabled.object().get("disabled_at").isJsonNull()).isFalse();
        assertThat(disabled.body()).doesNotContain(token.text("token"));
        assertThat(meanwhile.status()).isEqualTo(401);
        assertThat(enabled.object().get("disabled_at").isJsonNull()).isTrue();
        assertThat(after.status()).isEqualTo(201);
    }

    @Test
    void aRevokedTokenIsNeverEnabledAgain() {
        Reply token = api.post("/api/enrollment-tokens");
        api.delete("/api/enrollment-tokens/" + token.text("id"));

        Reply reply = api.post("/api/enrollment-tokens/" + token.text("id") + "/enable");

        assertThat(reply.status()).isEqualTo(409);
        assertThat(enroll(DeviceIdentity.ed25519("unrevoked"), token.text("token"))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void anUnknownTokenIsRefused() {
        assertThat(enroll(DeviceIdentity.ed25519("guess"), "r58e_guess").status())
                .isEqualTo(401);
    }

    @Test
    void aSignatureOfAnotherKeyIsRefused() {
        String token = fleetd.enrollmentToken();
        JsonObject request = com.google.gson.JsonParser.parseString(
                        DeviceIdentity.ed25519("forged").enrollRequest(token))
                .getAsJsonObject();
        JsonObject other = com.google.gson.JsonParser.parseString(
                        DeviceIdentity.ed25519("forged").enrollRequest(token))
                .getAsJsonObject();
        request.add("signature", other.get("signature"));

        Reply reply = api.anonymous().post("/api/enroll", request.toString());

        assertThat(reply.status()).isEqualTo(400);
        assertThat(api.get("/api/devices/forged").status()).isEqualTo(404);
    }

    @Test
    void aKeyOfAnotherKindIsRefused() {
        assertThat(enroll(DeviceIdentity.p384("curve"), fleetd.enrollmentToken())
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"token\":\"t\",\"device_id\":\"../x\",\"public_key\":\"a\",\"signature\":\"b\"}",
                "{\"token\":\"t\",\"device_id\":\"x\",\"public_key\":5,\"signature\":\"b\"}"
            })
    void anEnrolmentThatDoesNotFitIsRefused(String body) {
        assertThat(api.anonymous().post("/api/enroll", body).status()).isEqualTo(400);
    }

    @Test
    void whoGuessesTokensIsSlowedDownButTheRightTokenStillWorks() {
        for (int i = 0; i < 30; i++) {
            enroll(DeviceIdentity.ed25519("guesser"), "r58e_" + i);
        }

        Reply guess = enroll(DeviceIdentity.ed25519("guesser"), "r58e_another");
        Reply right = enroll(DeviceIdentity.ed25519("knows-it"), fleetd.enrollmentToken());

        assertThat(guess.status()).isEqualTo(429);
        assertThat(guess.header("Retry-After")).isEqualTo("60");
        assertThat(right.status()).isEqualTo(201);
    }
}
