package no.itagenten.fleet.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReconnectHintTest {

    @Test
    void growsWithTheFleet() {
        assertThat(ReconnectHint.append("restarting", 1)).isEqualTo("restarting; reconnect_within_ms=1010");
        assertThat(ReconnectHint.append("restarting", 2_000)).isEqualTo("restarting; reconnect_within_ms=21000");
    }

    @Test
    void isReadBack() {
        assertThat(ReconnectHint.in(ReconnectHint.append("restarting", 2_000))).contains(Duration.ofSeconds(21));
    }

    @Test
    void isBounded() {
        assertThat(ReconnectHint.in(ReconnectHint.append("restarting", 10_000_000)))
                .contains(ReconnectHint.LONGEST);
        assertThat(ReconnectHint.in("x; reconnect_within_ms=999999999")).contains(ReconnectHint.LONGEST);
    }

    @Test
    void fitsIntoACloseFrame() {
        String reason = ReconnectHint.append("the server is restarting", Integer.MAX_VALUE);

        assertThat(reason.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(123);
    }

    @Test
    void isAbsentFromOtherReasons() {
        assertThat(ReconnectHint.in("")).isEmpty();
        assertThat(ReconnectHint.in("; reconnect_within_ms=")).isEmpty();
        assertThat(ReconnectHint.in("; reconnect_within_ms=-5")).isEmpty();
        assertThat(ReconnectHint.in("; reconnect_within_ms=9999999999999")).isEmpty();
        assertThat(ReconnectHint.in("; reconnect_within_ms=5 or so")).isEmpty();
    }
}
