package no.itagenten.fleet.fleetd.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenSecretTest {

    @Test
    void aNewOneIsOfTheFormThatScannersKnow() {
        String secret = TokenSecret.next(TokenSecret.API);

        assertThat(secret).matches("r58t_[0-9A-Za-z]{49}");
        assertThat(TokenSecret.mayBe(secret)).isTrue();
    }

    /** By another implementation: Python's zlib.crc32, in base62. */
    @Test
    void theChecksumIsCrc32InBase62() {
        assertThat(TokenSecret.mayBe("r58t_" + "0".repeat(43) + "000000")).isFalse();
        assertThat(TokenSecret.mayBe("r58t_" + "0".repeat(43) + "3pAirP")).isTrue();
    }

    @Test
    void oneMistypedLetterIsNoticed() {
        String secret = TokenSecret.next(TokenSecret.LOGIN);
        for (int i = 5; i < secret.length(); i++) {
            String mistyped = secret.substring(0, i) + (secret.charAt(i) == 'x' ? 'y' : 'x') + secret.substring(i + 1);

            assertThat(TokenSecret.mayBe(mistyped)).as(mistyped).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"r58t_", "r58t_short", "r58l_"})
    void oneOfAnotherLengthIsNone(String text) {
        assertThat(TokenSecret.mayBe(text)).isFalse();
    }

    @Test
    void otherKindsHaveNoChecksum() {
        assertThat(TokenSecret.mayBe("r58a_whatever")).isTrue();
    }
}
