package no.itagenten.fleet.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import no.itagenten.fleet.it.fault.EffectLog.Tally;
import no.itagenten.fleet.it.fixture.ChildProcess;
import no.itagenten.fleet.it.fixture.Device;
import no.itagenten.fleet.it.fixture.Installation;
import no.itagenten.fleet.protocol.CommandState;
import no.itagenten.fleet.protocol.rest.CommandView;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * A device whose network delays, slices and cuts: every command comes to its end, and none has its effect twice. The long run of
 * {@code integration-tests/faults} has 300 commands, and black holes, which both sides notice.
 */
@Order(1)
class FaultyNetworkIT {

    private static final int COMMANDS = Integer.getInteger("fleet.fault.commands", 60);
    private static final int BLACK_HOLES = Integer.getInteger("fleet.fault.black.holes", 0);
    private static final int MOST_OPEN = 20;
    private static final Duration NOTICED_WITHIN = Duration.ofSeconds(45);
    private static final Pattern BY_AGENT = Pattern.compile("nothing was heard of the server");
    private static final Pattern BY_SERVER = Pattern.compile("has fallen silent");

    @Test
    void everyCommandComesToItsEndAndNoneHasItsEffectTwice() throws Exception {
        Chance chance = new Chance();
        try (Installation installation = Installation.start();
                FaultProxy proxy = new FaultProxy(installation.fleetd().port(), chance)) {
            // given
            Device device = installation.device("it-faulty-network");
            device.with("FLEET_API_URL", "ws://127.0.0.1:" + proxy.port() + "/ws")
                    .with("RESTART_SETTLE_SECONDS", "0");
            EffectLog effects = EffectLog.on(device);
            device.startAgent();
            device.awaitOnline();
            effects.awaitFirst();
            RestartStream stream = new RestartStream(installation, device);
            Figures agentNotices = new Figures();
            Figures serverNotices = new Figures();

            // when
            proxy.rough(true);
            for (int i = 0; i < COMMANDS; i++) {
                stream.settle(stream.ask());
                stream.awaitOpenAtMost(MOST_OPEN);
                if (BLACK_HOLES > 0 && i % (COMMANDS / BLACK_HOLES) == COMMANDS / BLACK_HOLES / 2) {
                    proxy.rough(false);
                    device.awaitOnline();
                    fallSilent(
                            proxy,
                            device.agent().process(),
                            installation.fleetd().process(),
                            agentNotices,
                            serverNotices);
                    proxy.rough(true);
                }
            }

            // then
            List<CommandView> ends = stream.awaitEnds();
            Tally tally = effects.tally(ends);
            Figures.tell(
                    "%d commands through a faulty network (seed %d, %d cuts): %d final, %d lost, %d double effects",
                    COMMANDS, chance.seed(), proxy.cuts(), ends.size(), tally.missing(), tally.doubled());
            if (BLACK_HOLES > 0) {
                Figures.tell(
                        "%d black holes: noticed by the agent after %s, by the server after %s",
                        BLACK_HOLES, agentNotices, serverNotices);
                assertThat(agentNotices.longest()).isLessThan(NOTICED_WITHIN);
                assertThat(serverNotices.longest()).isLessThan(NOTICED_WITHIN);
            }
            assertThat(ends)
                    .as("seed %d", chance.seed())
                    .extracting(CommandView::state)
                    .containsOnly(CommandState.SUCCEEDED);
            assertThat(tally).as("seed %d", chance.seed()).isEqualTo(new Tally(COMMANDS, 0, 0, 0));
        }
    }

    private static void fallSilent(
            FaultProxy proxy, ChildProcess agent, ChildProcess fleetd, Figures agentNotices, Figures serverNotices) {
        long knownToAgent = count(BY_AGENT, agent);
        long knownToServer = count(BY_SERVER, fleetd);
        long began = System.nanoTime();
        proxy.swallow();
        boolean[] noticed = new boolean[2];
        await().atMost(NOTICED_WITHIN.multipliedBy(2)).until(() -> {
            Duration since = Duration.ofNanos(System.nanoTime() - began);
            if (!noticed[0] && count(BY_AGENT, agent) > knownToAgent) {
                noticed[0] = true;
                agentNotices.took(since);
            }
            if (!noticed[1] && count(BY_SERVER, fleetd) > knownToServer) {
                noticed[1] = true;
                serverNotices.took(since);
            }
            return noticed[0] && noticed[1];
        });
        proxy.mend();
    }

    private static long count(Pattern words, ChildProcess process) {
        return words.matcher(process.output()).results().count();
    }
}
