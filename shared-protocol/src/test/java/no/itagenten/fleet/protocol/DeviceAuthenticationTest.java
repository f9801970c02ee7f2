package no.itagenten.fleet.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import no.itagenten.fleet.protocol.DeviceAuthentication.Answer;
import no.itagenten.fleet.protocol.DeviceAuthentication.Challenge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The headers and the signed bytes are a contract with every device that has enrolled: pinned as text. */
class DeviceAuthenticationTest {

    @Test
    void asks() {
        Challenge challenge = new Challenge("fleet-1", "n0nce.Q_-");
        String header = "R58-Device server=\"fleet-1\", challenge=\"n0nce.Q_-\"";

        assertThat(challenge.toHeader()).isEqualTo(header);
        assertThat(Challenge.parse(header)).contains(challenge);
    }

    @Test
    void answers() {
        Answer answer = new Answer("n0nce.Q_-", "c2lnbmF0dXJl_-");
        String header = "R58-Device challenge=\"n0nce.Q_-\", signature=\"c2lnbmF0dXJl_-\"";

        assertThat(answer.toHeader()).isEqualTo(header);
        assertThat(Answer.parse(header)).contains(answer);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "Bearer abc",
                "R58-Device",
                "R58-Device server=\"s\", challenge=\"\"",
                "R58-Device server=\"s\", challenge=\"c\", more=\"m\"",
                "R58-Device server=\"s\", challenge=\"a\\\"b\"",
                "R58-Device server=\"s\nx\", challenge=\"c\"",
                "R58-Device challenge=\"c\", signature=\"a+b/c=\"",
                "R58-Device challenge=\"c\", signature=\"s\"\n",
                "R58-Device challenge=\"c\"",
            })
    void takesNoOtherHeader(String header) {
        assertThat(Challenge.parse(header)).isEmpty();
        assertThat(Answer.parse(header)).isEmpty();
    }

    @Test
    void boundsWhatItTakes() {
        assertThat(Challenge.parse(new Challenge("s", "c".repeat(256)).toHeader()))
                .isPresent();
        assertThat(Challenge.parse(new Challenge("s", "c".repeat(257)).toHeader()))
                .isEmpty();
        assertThat(Challenge.parse(new Challenge("s".repeat(65), "c").toHeader()))
                .isEmpty();
        assertThat(Answer.parse(new Answer("c", "s".repeat(513)).toHeader())).isEmpty();
    }

    @Test
    void signsFourLinesToConnect() {
        byte[] payload = DeviceAuthentication.connectPayload("fleet-1", new DeviceId("r58-3f9a2c1b"), "n0nce");

        assertThat(new String(payload, StandardCharsets.UTF_8))
                .isEqualTo("r58-fleet connect v1\nfleet-1\nr58-3f9a2c1b\nn0nce");
    }

    @Test
    void signsThreeLinesToEnrol() {
        byte[] payload = DeviceAuthentication.enrollPayload(new DeviceId("r58-3f9a2c1b"), "tøken");

        assertThat(payload).isEqualTo("r58-fleet enroll v1\nr58-3f9a2c1b\ntøken".getBytes(StandardCharsets.UTF_8));
    }
}
