package no.itagenten.fleet.fleetd.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import no.itagenten.fleet.fleetd.testing.AdjustableClock;
import no.itagenten.fleet.protocol.rest.ErrorCode;
import org.junit.jupiter.api.Test;

/** How often a password may be tried: by account, whoever tries, and by address, whichever the account. */
class LoginGuardTest {

    private final AdjustableClock clock = new AdjustableClock();
    private final LoginGuard guard =
            new LoginGuard(new RateLimit(30, Duration.ofMinutes(1), clock::nanoTime), clock::nanoTime);
    private final AtomicInteger looked = new AtomicInteger();

    private static ApiRequest from(String address) {
        return new ApiRequest(
                Optional.empty(),
                new ClientOrigin(address, true, Optional.empty()),
                Optional.empty(),
                Map.of(),
                Map.of(),
                Optional.empty(),
                "");
    }

    /** What a try ends with. */
    private String tries(String address, String account, boolean right) {
        try {
            return guard.tried(from(address), account, () -> {
                        looked.incrementAndGet();
                        return right ? Optional.of("in") : Optional.empty();
                    })
                    .orElse("wrong");
        } catch (ApiException e) {
            return e.code().wireName();
        }
    }

    @Test
    void anAccountIsTriedTenTimesAMinuteFromWhereverItIs() {
        for (int i = 0; i < 10; i++) {
            assertThat(tries("10.0.0." + i, "kari", false)).isEqualTo("wrong");
        }

        assertThat(tries("10.0.1.1", "kari", true)).isEqualTo(ErrorCode.TOO_MANY_REQUESTS.wireName());
        assertThat(looked).as("without looking at the password").hasValue(10);
        assertThat(tries("10.0.1.1", "ola", true)).isEqualTo("in");
        clock.advanceNanoTime(Duration.ofSeconds(61));
        assertThat(tries("10.0.1.1", "kari", true)).isEqualTo("in");
    }

    @Test
    void anAddressTriesThirtyTimesAMinuteWhicheverTheAccount() {
        for (int i = 0; i < 30; i++) {
            assertThat(tries("10.0.0.1", "user-" + i, false)).isEqualTo("wrong");
        }

        assertThat(tries("10.0.0.1", "kari", true)).isEqualTo(ErrorCode.TOO_MANY_REQUESTS.wireName());
        assertThat(looked).hasValue(30);
        assertThat(tries("10.0.0.2", "kari", true)).isEqualTo("in");
    }

    @Test
    void theAddressesOfAnIpv6NetworkAreCountedTogether() {
        for (int i = 0; i < 30; i++) {
            assertThat(tries("2001:db8:0:1:0:0:0:" + i, "user-" + i, false)).isEqualTo("wrong");
        }

        assertThat(tries("2001:db8:0:1:0:0:0:77", "kari", true)).isEqualTo(ErrorCode.TOO_MANY_REQUESTS.wireName());
        assertThat(tries("2001:db8:0:2:0:0:0:77", "kari", true)).isEqualTo("in");
    }

    @Test
    void whoGetsInHasUsedUpNothing() {
        for (int i = 0; i < 50; i++) {
            assertThat(tries("10.0.0.1", "kari", true)).isEqualTo("in");
        }
    }

    @Test
    void otherWrongSecretsOfAnAddressAreCountedTogetherWithPasswords() {
        ApiRequest request = from("10.0.0.1");
        for (int i = 0; i < 30; i++) {
            assertThat(guard.wrong(request, "no").code()).isEqualTo(ErrorCode.UNAUTHORIZED);
        }

        assertThat(guard.wrong(request, "no").code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS);
        assertThat(tries("10.0.0.1", "kari", true)).isEqualTo(ErrorCode.TOO_MANY_REQUESTS.wireName());
    }
}
