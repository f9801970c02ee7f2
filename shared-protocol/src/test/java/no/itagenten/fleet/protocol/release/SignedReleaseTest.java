package no.itagenten.fleet.protocol.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedReleaseTest {

    private static final String SHA256 = "0123456789abcdef".repeat(4);
    private static final AgentRelease RELEASE = new AgentRelease(ReleaseVersion.parse("1.2.3"), SHA256, 1234);
    private static final String TEXT = "r58-fleet-agent-release-v1\nname=fleet-agent\nversion=1.2.3\nsha256=" + SHA256
            + "\nsize=1234\nsignature=" + Base64.getEncoder().encodeToString(new byte[64]) + "\n";

    @Test
    void readsWhatItWrites() {
        SignedRelease signed = SignedRelease.parse(TEXT);

        assertThat(signed.text()).isEqualTo(TEXT);
        assertThat(signed.release()).isEqualTo(RELEASE);
    }

    @Test
    void theSignedBytesAreTheLinesBeforeTheSignature() {
        String signed = new String(RELEASE.signedBytes(), StandardCharsets.US_ASCII);

        assertThat(signed).isEqualTo(TEXT.substring(0, TEXT.indexOf("signature=")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "release-v1>release-v2",
                "name=fleet-agent>name=fleetd",
                "version=1.2.3>version=../1.2.3",
                "size=1234>size=99999999999",
                "size=1234>size=999999999",
                "size=1234>size=0",
                "size=1234>size=1234 ",
                "sha256=0>sha256=g",
                "signature=AAAA>signature=",
                "signature=>extra=1\nsignature="
            })
    void whatHasAnotherFormIsRefused(String change) {
        String[] parts = change.split(">", 2);
        String changed = TEXT.replace(parts[0], parts[1]);

        assertThat(changed).isNotEqualTo(TEXT);
        assertThatThrownBy(() -> SignedRelease.parse(changed)).isInstanceOf(IllegalArgumentException.class);
    }
}
