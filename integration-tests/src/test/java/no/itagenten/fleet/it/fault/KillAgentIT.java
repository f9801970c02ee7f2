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
 * The agent is killed again and again at random moments, while it starts too: no command is lost, none has its effect twice, and
 * each whose effect is in doubt says so. {@code integration-tests/faults} does it 200 times.
 */
@Order(1)
class KillAgentIT {

    private static final int CYCLES = Integer.getInteger("fleet.kill.cycles", 10);
    private static final Duration LATEST = Duration.ofMillis(1800);
    private static final int MOST_OPEN = 6;

    @Test
    void noCommandIsLostAndNoneHasItsEffectTwice() throws Exception {
        try (Installation installation = Installation.start()) {
            // given
            Device device = installation.device("it-kill-agent");
            EffectLog effects = EffectLog.on(device);
            device.startAgent();
            device.awaitOnline();
            effects.awaitFirst();
            RestartStream stream = new RestartStream(installation, device);
            Chance chance = new Chance();

            // when
            for (int i = 0; i < CYCLES; i++) {
                Asked asked = stream.ask();
                chance.wait(LATEST);
                device.agent().process().kill();
                device.agent().start();
                stream.settle(asked);
                stream.awaitOpenAtMost(MOST_OPEN);
            }

            // then
            List<CommandView> ends = stream.awaitEnds();
            Tally tally = effects.tally(ends);
            device.agent().process().terminate();
            stream.requireSameInJournalOf(device, ends);
            Figures.tell(
                    "agent killed %d times (seed %d): %d commands accepted, %d lost, %d double effects; %d succeeded, "
                            + "of those %d after an interruption; %d failed (may have run)",
                    CYCLES,
                    chance.seed(),
                    tally.commands(),
                    tally.missing(),
                    tally.doubled(),
                    tally.commands() - tally.open(),
                    ends.stream().filter(KillAgentIT::wasResumed).count(),
                    tally.open());
            assertThat(tally.missing()).as("seed %d", chance.seed()).isZero();
            assertThat(tally.doubled()).as("seed %d", chance.seed()).isZero();
            assertThat(ends).as("seed %d", chance.seed()).allSatisfy(KillAgentIT::requireSucceededOrDoubt);
        }
    }

    private static boolean wasResumed(CommandView end) {
        return end.result().orElseThrow().details().containsKey("resumed");
    }

    private static void requireSucceededOrDoubt(CommandView end) {
        if (end.state() != CommandState.SUCCEEDED) {
            assertThat(end.state()).isEqualTo(CommandState.FAILED);
            assertThat(end.result().orElseThrow().message()).contains("may have run");
        }
    }
}
