package no.itagenten.fleet.fleetd.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.CommandState;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.rest.CommandOutcome;
import no.itagenten.fleet.protocol.rest.CommandPhase;
import no.itagenten.fleet.protocol.rest.CommandType;
import no.itagenten.fleet.protocol.rest.CommandView;

/**
 * One command and its history. Immutable: each step makes a new one, and an illegal step throws. A command at its end takes no
 * further step; what comes late is noted beside it.
 *
 * @param reason why it waits, while it does
 * @param phase the device's name for the step it is at
 */
public record Command(
        CommandId id,
        DeviceId deviceId,
        CommandType type,
        Map<String, String> parameters,
        CommandState state,
        Optional<String> reason,
        Optional<String> phase,
        String requestedBy,
        Instant createdAt,
        Instant updatedAt,
        Optional<Instant> finishedAt,
        Instant expiresAt,
        List<CommandPhase> history,
        Optional<CommandOutcome> outcome,
        Optional<String> output) {

    /** A device that tells more steps than this is not believed any further. */
    private static final int MAX_HISTORY = 200;

    static Command queued(
            CommandId id,
            DeviceId device,
            CommandType type,
            Map<String, String> parameters,
            String requestedBy,
            Instant now,
            Instant expiresAt) {
        return new Command(
                id,
                device,
                type,
                Map.copyOf(parameters),
                CommandState.QUEUED,
                Optional.empty(),
                Optional.empty(),
                requestedBy,
                now,
                now,
                Optional.empty(),
                expiresAt,
                List.of(new CommandPhase(now, CommandState.QUEUED, Optional.empty(), Optional.empty())),
                Optional.empty(),
                Optional.empty());
    }

    /** Handed to the device's connection. */
    public Command delivered(Instant now) {
        return step(now, CommandState.DELIVERED, Optional.empty(), Optional.empty());
    }

    /** The device has it: a sign of life that changes nothing else. */
    Command acknowledged(Instant now) {
        return touched(now);
    }

    /** The device is at a step, or waits at one. */
    Command progressed(Instant now, CommandState next, String step, Optional<String> message) {
        if (next == state && phase.equals(Optional.of(step)) && lastMessage().equals(message)) {
            return touched(now); // told again after a reconnect
        }
        if (next == state) {
            return with(now, next, Optional.of(step), message, outcome, output, finishedAt);
        }
        return step(now, next, Optional.of(step), message);
    }

    /** The end, whoever tells it. */
    Command ended(Instant now, CommandOutcome end, Optional<String> endOutput) {
        require(end.state());
        return with(now, end.state(), phase, Optional.of(end.message()), Optional.of(end), endOutput, Optional.of(now));
    }

    /** Something that came after the end: recorded beside it, changes nothing. */
    Command noted(Instant now, String note) {
        return withHistory(append(new CommandPhase(now, state, Optional.of("late"), Optional.of(note))));
    }

    public CommandView view() {
        return new CommandView(
                id,
                deviceId,
                type,
                parameters,
                state,
                reason,
                phase,
                requestedBy,
                createdAt,
                updatedAt,
                finishedAt,
                expiresAt,
                history,
                outcome,
                output);
    }

    Command because(Optional<String> why) {
        return new Command(
                id,
                deviceId,
                type,
                parameters,
                state,
                why,
                phase,
                requestedBy,
                createdAt,
                updatedAt,
                finishedAt,
                expiresAt,
                history,
                outcome,
                output);
    }

    private Command step(Instant now, CommandState next, Optional<String> step, Optional<String> message) {
        require(next);
        return with(now, next, step, message, outcome, output, finishedAt);
    }

    private void require(CommandState next) {
        if (!state.canBecome(next)) {
            throw new IllegalStateException("a " + state.wireName() + " command cannot become " + next.wireName());
        }
    }

    private Command with(
            Instant now,
            CommandState next,
            Optional<String> step,
            Optional<String> message,
            Optional<CommandOutcome> end,
            Optional<String> endOutput,
            Optional<Instant> finished) {
        return new Command(
                id,
                deviceId,
                type,
                parameters,
                next,
                next == CommandState.WAITING ? message : Optional.empty(),
                step,
                requestedBy,
                createdAt,
                now,
                finished,
                expiresAt,
                append(new CommandPhase(now, next, step, message)),
                end,
                endOutput);
    }

    private Command touched(Instant now) {
        return new Command(
                id,
                deviceId,
                type,
                parameters,
                state,
                reason,
                phase,
                requestedBy,
                createdAt,
                now,
                finishedAt,
                expiresAt,
                history,
                outcome,
                output);
    }

    private Command withHistory(List<CommandPhase> changed) {
        return new Command(
                id,
                deviceId,
                type,
                parameters,
                state,
                reason,
                phase,
                requestedBy,
                createdAt,
                updatedAt,
                finishedAt,
                expiresAt,
                changed,
                outcome,
                output);
    }

    private Optional<String> lastMessage() {
        return history.get(history.size() - 1).message();
    }

    /** The end is always kept; steps beyond the bound are not. */
    private List<CommandPhase> append(CommandPhase next) {
        if (history.size() >= MAX_HISTORY && !(next.state().isFinal() && !state.isFinal())) {
            return history;
        }
        List<CommandPhase> longer = new ArrayList<>(history);
        longer.add(next);
        return List.copyOf(longer);
    }
}
