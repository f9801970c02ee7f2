package no.itagenten.fleet.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import no.itagenten.fleet.it.fault.EffectLog.Tally;
import no.itagenten.fleet.it.fault.RestartStream.Asked;
import no.itagenten.fleet.it.fixture.Device;
import no.itagenten.fleet.it.fixture.Installation;
import no.itagenten.fleet.protocol.CommandState;
import no.itagenten.fleet.protocol.rest.CommandView;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * fleetd is killed again and again, every other time while a request is in flight, else at a random moment after it was
 * accepted: no command is lost, none has its effect twice, and the database is sound. The script {@code integration-tests/faults} does it
 * 200 times.
 */
@Order(1)
class KillFleetdIT {

    private static final int CYCLES = Integer.getInteger("fleet.kill.cycles", 10);
    private static final Duration IN_FLIGHT = Duration.ofMillis(15);
    private static final Duration LATEST = Duration.ofMillis(800);

    /** The agent does not come back as fast as fleetd is killed. */
    private static final int MOST_OPEN = 20;

    /** As a rule; in ordinary builds other tests run beside this one. */
    private static final Duration READY_WITHIN =
            Duration.ofMillis(Integer.getInteger("fleet.kill.ready.millis", 10_000));

    @Test
    void noAcceptedCommandIsLostAndNoneHasItsEffectTwice() throws Exception {
        try (Installation installation = Installation.start()) {
            // given
            Device device = installation.device("it-kill-fleetd");
            EffectLog effects = EffectLog.on(device);
            device.startAgent();
            device.awaitOnline();
            effects.awaitFirst();
            RestartStream stream = new RestartStream(installation, device);
            Chance chance = new Chance();
            Figures ready = new Figures();

            // when
            for (int i = 0; i < CYCLES; i++) {
                Asked asked = stream.ask();
                if (chance.once(2)) {
                    chance.wait(IN_FLIGHT);
                } else {
                    asked.answer().join();
                    chance.wait(LATEST);
                }
                installation.fleetd().process().kill();
                DataFolder.requireSound(installation.fleetd().data());
                long began = System.nanoTime();
                installation.fleetd().start();
                ready.took(Duration.ofNanos(System.nanoTime() - began));
                stream.settle(asked);
                stream.awaitOpenAtMost(MOST_OPEN);
            }

            // then
            List<CommandView> ends = stream.awaitEnds();
            Tally tally = effects.tally(ends);
            installation.fleetd().process().terminate();
            device.agent().process().terminate();
            stream.requireSameInJournalOf(device, ends);
            DataFolder.requireSound(installation.fleetd().data());
            Figures.tell(
                    "fleetd killed %d times (seed %d): %d commands accepted, %d of them asked for again after a lost answer; "
                            + "%d lost, %d double effects; database sound after each; ready after %s",
                    CYCLES,
                    chance.seed(),
                    tally.commands(),
                    stream.askedAgain(),
                    tally.missing(),
                    tally.doubled(),
                    ready);
            assertThat(ends)
                    .as("seed %d", chance.seed())
                    .extracting(CommandView::state)
                    .containsOnly(CommandState.SUCCEEDED);
            assertThat(tally).as("seed %d", chance.seed()).isEqualTo(new Tally(CYCLES, 0, 0, 0));
            assertThat(ready.median()).isLessThan(READY_WITHIN);
        }
    }
}
