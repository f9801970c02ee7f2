package no.itagenten.fleet.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import no.itagenten.fleet.it.fixture.Device;
import no.itagenten.fleet.it.fixture.Installation;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.CommandState;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * fleetd is killed again and again, at random moments after it accepted a restart: none is lost, and none has its effect twice.
 * {@code -Dfleet.kill.cycles=200 -Dfleet.kill.seed=1} repeats more, or the same.
 */
@Order(1)
class KillFleetdIT {

    private static final int CYCLES = Integer.getInteger("fleet.kill.cycles", 10);
    private static final long SEED = Long.getLong("fleet.kill.seed", System.nanoTime());
    private static final int LATEST_KILL_MILLIS = 800;

    @Test
    void noAcceptedCommandIsLostAndNoneHasItsEffectTwice() throws Exception {
        try (Installation installation = Installation.start()) {
            // given
            Device device = installation.device("it-kill-fleetd");
            Path starts = device.folder().resolve("starts");
            Path service = Files.writeString(
                    device.folder().resolve("service.sh"), "echo started >> \"$1\"\nexec sleep 100000\n");
            device.with("SERVICE_SAMPLE_APP_COMMAND", "/bin/sh " + service + " " + starts)
                    .startAgent();
            device.awaitOnline();
            await().until(() -> Files.exists(starts));
            Random random = new Random(SEED);
            List<CommandId> accepted = new ArrayList<>();

            // when
            for (int i = 0; i < CYCLES; i++) {
                accepted.add(installation.api().restart(device.id()));
                int moment = random.nextInt(LATEST_KILL_MILLIS);
                await().pollDelay(Duration.ofMillis(moment)).until(() -> true);
                installation.fleetd().process().kill();
                installation.fleetd().start();
            }

            // then
            for (CommandId id : accepted) {
                assertThat(installation.awaitEnd(id).state())
                        .as("%s, seed %s", id, SEED)
                        .isEqualTo(CommandState.SUCCEEDED);
            }
            assertThat(Files.readAllLines(starts))
                    .as("one start for each command and the first, seed %s", SEED)
                    .hasSize(CYCLES + 1);
        }
    }
}
