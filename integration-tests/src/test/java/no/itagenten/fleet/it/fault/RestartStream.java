package no.itagenten.fleet.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import no.itagenten.fleet.agent.journal.Journal;
import no.itagenten.fleet.agent.journal.JournalEntry;
import no.itagenten.fleet.agent.journal.Stage;
import no.itagenten.fleet.it.fixture.ChildProcess;
import no.itagenten.fleet.it.fixture.Device;
import no.itagenten.fleet.it.fixture.Installation;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.ProtocolException;
import no.itagenten.fleet.protocol.rest.CommandView;

/** One restart after another for one device, whatever happens meanwhile. Each is asked for until it is accepted, by one key. */
final class RestartStream {

    /** An agent that was never welcomed between two kills may wait a minute before its next try, and then begins on what is open. */
    private static final Duration AGENT_RETURNS_WITHIN = ChildProcess.PATIENCE.plusMinutes(2);

    private final Installation installation;
    private final Device device;
    private final List<CommandId> accepted = new ArrayList<>();
    private int askedAgain;

    RestartStream(Installation installation, Device device) {
        this.installation = installation;
        this.device = device;
    }

    /** A request whose answer nobody has waited for yet. */
    record Asked(String key, CompletableFuture<CommandId> answer) {}

    /** Sends a request, and returns at once. */
    Asked ask() throws IOException {
        String key = UUID.randomUUID().toString();
        return new Asked(key, installation.api().askForRestart(device.id(), key));
    }

    /** Counts on that request: with the server up, asks again if the answer was lost, and else makes sure that it is the answer. */
    void settle(Asked asked) throws IOException {
        CommandId again =
                installation.api().askForRestart(device.id(), asked.key()).join();
        try {
            assertThat(again)
                    .as("the same request has the same answer")
                    .isEqualTo(asked.answer().join());
        } catch (CompletionException e) {
            askedAgain++;
        }
        accepted.add(again);
    }

    /** How many answers were lost. */
    int askedAgain() {
        return askedAgain;
    }

    /** Waits until no more than so many commands are without an end. */
    void awaitOpenAtMost(int most) {
        await().atMost(AGENT_RETURNS_WITHIN).until(() -> open() <= most);
    }

    private long open() throws IOException, InterruptedException, ProtocolException {
        return installation.api().commands(device.id()).stream()
                .filter(command -> !command.state().isFinal())
                .count();
    }

    /** Waits for all ends; nothing else is to have been carried out. In the order in which the requests were made. */
    List<CommandView> awaitEnds() throws IOException, InterruptedException, ProtocolException {
        awaitOpenAtMost(0);
        List<CommandView> ends = accepted.stream().map(installation::awaitEnd).toList();
        assertThat(installation.api().commands(device.id()))
                .as("no more commands than requests")
                .hasSameSizeAs(ends);
        return ends;
    }

    /** The agent's own journal, read once it has ended, tells of the same ends. */
    void requireSameInJournalOf(Device agent, List<CommandView> ends) throws IOException {
        Journal journal = Journal.open(agent.agent().stateFolder().resolve("journal"), Clock.systemUTC());
        for (CommandView end : ends) {
            JournalEntry entry = journal.find(end.id()).orElseThrow();
            assertThat(entry.stage()).as("%s", end.id()).isEqualTo(Stage.FINISHED);
            assertThat(entry.result().orElseThrow().state()).as("%s", end.id()).isEqualTo(end.state());
        }
    }
}
