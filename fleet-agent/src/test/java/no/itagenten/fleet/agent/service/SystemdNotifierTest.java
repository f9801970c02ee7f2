package no.itagenten.fleet.agent.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SystemdNotifierTest {

    @Test
    void saysNothingWhereNobodyListens() {
        SystemdNotifier notifier = new SystemdNotifier(Map.of("WATCHDOG_USEC", "120000000"));

        assertThat(notifier.isWanted()).isFalse();
        assertThat(notifier.watchdogInterval()).isEmpty();
        assertThatCode(notifier::ready).doesNotThrowAnyException();
    }

    @Test
    void speaksThreeTimesAsOftenAsItMust() {
        SystemdNotifier notifier =
                new SystemdNotifier(Map.of("NOTIFY_SOCKET", "/run/systemd/notify", "WATCHDOG_USEC", "120000000"));

        assertThat(notifier.watchdogInterval()).contains(Duration.ofSeconds(40));
    }

    @Test
    void takesAnUnreadableWatchdogForNone() {
        SystemdNotifier notifier = new SystemdNotifier(Map.of("NOTIFY_SOCKET", "/x", "WATCHDOG_USEC", "soon"));

        assertThat(notifier.watchdogInterval()).isEmpty();
    }
}
