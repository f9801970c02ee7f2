package no.itagenten.fleet.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import no.itagenten.fleet.it.fixture.Device;
import no.itagenten.fleet.it.fixture.FirstReleaseDevice;
import no.itagenten.fleet.it.fixture.Installation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What happens on SIGTERM: the end comes soon, and nothing is left behind. */
class ShutdownIT {

    private static final int SIGTERM_EXIT = 128 + 15;

    private static Installation installation;

    @BeforeAll
    static void start() throws Exception {
        installation = Installation.start("--open-enrollment");
    }

    @AfterAll
    static void stop() {
        installation.close();
    }

    @Test
    void theAgentEndsWithinFiveSecondsAndTakesTheApplicationWithIt() throws Exception {
        // given
        Device device = installation.device("it-ending").start();
        long application = device.app().ask().pid();

        // when
        long began = System.nanoTime();
        int exitCode = device.agent().process().terminate();

        // then
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
        assertThat(exitCode).isIn(0, SIGTERM_EXIT);
        assertThat(ProcessHandle.of(application)).isEmpty();
    }

    @Test
    void theServerEndsWithinTenSecondsAndTellsDevicesToComeBack() throws Exception {
        // given
        Device device = installation.device("it-staying").start();
        try (FirstReleaseDevice other = FirstReleaseDevice.connect(installation.fleetd(), "it-old")) {
            other.report("abc123");

            // when
            long began = System.nanoTime();
            int exitCode = installation.fleetd().process().terminate();

            // then
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
            assertThat(exitCode).isZero();
            assertThat(other.awaitClose()).isEqualTo(1012);
        }

        // and when
        installation.fleetd().start();

        // then
        device.awaitOnline();
    }
}
