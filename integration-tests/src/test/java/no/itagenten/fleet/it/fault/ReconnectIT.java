package no.itagenten.fleet.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import no.itagenten.fleet.it.fixture.FleetdProcess;
import no.itagenten.fleet.it.fixture.Installation;
import no.itagenten.fleet.it.fixture.SimulatedFleet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fleet comes back to a server that was restarted, or killed: soon, and not all at once. 2,000 of them in the long run. */
class ReconnectIT {

    private static final int SIZE = Integer.getInteger("fleet.fault.devices", 100);
    private static final Duration BACK_WITHIN = Duration.ofSeconds(30);

    /** At most this part of the fleet within one second; of a small one the chances are too uneven to say. */
    private static final int PEAK_PART = 3;

    private static final int LARGE = 1000;

    @TempDir
    Path folder;

    @Test
    void aFleetComesBackToAServerThatWasRestarted() throws Exception {
        try (Installation installation = Installation.start();
                SimulatedFleet fleet = new SimulatedFleet(
                        installation.fleetd(), folder, installation.api().enrollmentToken(SIZE), SIZE)) {
            // given
            FleetdProcess fleetd = installation.fleetd();
            fleet.start();
            awaitAll(fleet, BACK_WITHIN.multipliedBy(4));

            // when
            fleet.forget();
            long restarted = System.nanoTime();
            fleetd.process().terminate();
            fleetd.start();
            awaitAll(fleet, BACK_WITHIN.multipliedBy(2));
            Duration afterRestart = Duration.ofNanos(System.nanoTime() - restarted);
            long peakAfterRestart = fleet.peak();
            fleet.forget();
            long killed = System.nanoTime();
            fleetd.process().kill();
            fleetd.start();
            awaitAll(fleet, BACK_WITHIN.multipliedBy(2));
            Duration afterKill = Duration.ofNanos(System.nanoTime() - killed);
            long peakAfterKill = fleet.peak();

            // then
            Figures.tell(
                    "%d devices: back %s after a restart began, at most %d in one second; %s after a kill, at most %d",
                    SIZE, Figures.seconds(afterRestart), peakAfterRestart, Figures.seconds(afterKill), peakAfterKill);
            assertThat(afterRestart).isLessThan(BACK_WITHIN);
            assertThat(afterKill).isLessThan(BACK_WITHIN);
            if (SIZE >= LARGE) {
                assertThat(peakAfterRestart).isLessThan(SIZE / PEAK_PART);
            }
        }
    }

    private static void awaitAll(SimulatedFleet fleet, Duration atMost) {
        await().atMost(atMost).until(() -> fleet.welcomed() == SIZE);
    }
}
