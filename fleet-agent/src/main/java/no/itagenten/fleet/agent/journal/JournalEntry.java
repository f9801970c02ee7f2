package no.itagenten.fleet.agent.journal;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.CommandProgress;
import no.itagenten.fleet.protocol.CommandResult;
import no.itagenten.fleet.protocol.CommandState;

/**
 * What the device knows about one command. Immutable; each step makes a new one.
 *
 * @param order rises with each command that arrives
 * @param command the server's message as it came; empty when only a cancellation came
 * @param receivedAt the device's clock, which may have been wrong
 * @param resumptions how often it was taken up again after a crash
 * @param evidence what was noted before each disruptive step, by which its effect can be judged afterwards
 * @param acknowledged whether the server has stored the result
 */
public record JournalEntry(
        CommandId commandId,
        long order,
        Optional<String> command,
        Instant receivedAt,
        Stage stage,
        int resumptions,
        Map<String, String> evidence,
        Optional<CommandProgress> progress,
        Optional<CommandResult> result,
        boolean acknowledged) {

    public JournalEntry {
        evidence = Map.copyOf(evidence);
        if ((stage == Stage.FINISHED) != result.isPresent()) {
            throw new IllegalArgumentException("a finished command has a result, and no other has");
        }
    }

    static JournalEntry received(CommandId id, long order, Optional<String> command, Instant now) {
        return new JournalEntry(
                id, order, command, now, Stage.RECEIVED, 0, Map.of(), Optional.empty(), Optional.empty(), false);
    }

    /** Whether it had come to the point of waiting for its turn, and no further. */
    public boolean isWaiting() {
        return stage == Stage.RUNNING
                && progress.filter(latest -> latest.state() == CommandState.WAITING)
                        .isPresent();
    }

    JournalEntry running(CommandProgress latest, Map<String, String> noted) {
        return new JournalEntry(
                commandId,
                order,
                command,
                receivedAt,
                Stage.RUNNING,
                resumptions,
                noted,
                Optional.of(latest),
                result,
                false);
    }

    /** The same, taken up once more; {@link Journal#resume} puts it on disk too. */
    public JournalEntry resumed() {
        return new JournalEntry(
                commandId, order, command, receivedAt, stage, resumptions + 1, evidence, progress, result, false);
    }

    JournalEntry finished(CommandResult end) {
        return new JournalEntry(
                commandId,
                order,
                command,
                receivedAt,
                Stage.FINISHED,
                resumptions,
                evidence,
                progress,
                Optional.of(end),
                false);
    }

    JournalEntry acknowledgedByServer() {
        return new JournalEntry(
                commandId, order, command, receivedAt, stage, resumptions, evidence, progress, result, true);
    }
}
