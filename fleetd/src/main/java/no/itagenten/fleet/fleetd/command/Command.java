package no.itagenten.fleet.fleetd.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.CommandState;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.rest.CommandOutcome;
import no.itagenten.fleet.protocol.rest.CommandPhase;
import no.itagenten.fleet.protocol.rest.CommandType;
import no.itagenten.fleet.protocol.rest.CommandView;

/**
 * One command: what was asked for, where it stands, and how it came there. Immutable: each step makes a new one, and an illegal
 * step throws. A command at its end takes no further step; what comes late is noted beside it.
 *
 * @param reason why it waits, while it does
 * @param phase the device's name for the step it is at
 * @param updatedAt when anything was last heard of it
 * @param cancelRequestedBy who wants it back, since it was delivered
 * @param history every step, oldest first
 */
public record Command(
        CommandOrder order,
        CommandState state,
        Optional<String> reason,
        Optional<String> phase,
        Instant updatedAt,
        Optional<Instant> finishedAt,
        Optional<String> cancelRequestedBy,
        Optional<CommandOutcome> outcome,
        Optional<String> output,
        List<CommandPhase> history) {

    /** A device that tells more steps than this is not believed any further. */
    private static final int MAX_HISTORY = 200;

    static Command queued(CommandOrder order) {
        return new Command(
                order,
                CommandState.QUEUED,
                Optional.empty(),
                Optional.empty(),
                order.createdAt(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(new CommandPhase(order.createdAt(), CommandState.QUEUED, Optional.empty(), Optional.empty())));
    }

    public CommandId id() {
        return order.id();
    }

    public DeviceId deviceId() {
        return order.deviceId();
    }

    public CommandType type() {
        return order.type();
    }

    /** Handed to the device's connection. */
    public Command delivered(Instant now) {
        require(CommandState.DELIVERED);
        return at(now, CommandState.DELIVERED, Optional.empty(), Optional.empty());
    }

    /** The device has it: a sign of life that changes nothing else. */
    Command acknowledged(Instant now) {
        return heardOf(now, cancelRequestedBy, history);
    }

    /** The device is at a step, or waits at one. */
    Command progressed(Instant now, CommandState next, String step, Optional<String> message) {
        if (next != state) {
            require(next);
        } else if (phase.equals(Optional.of(step)) && lastMessage().equals(message)) {
            return heardOf(now, cancelRequestedBy, history); // told again after a reconnect
        }
        return at(now, next, Optional.of(step), message);
    }

    /** Somebody wants it back from the device, which has the last word. */
    Command cancelRequested(Instant now, String by) {
        CommandPhase request =
                new CommandPhase(now, state, Optional.of("cancel"), Optional.of("cancellation asked for by " + by));
        return heardOf(now, Optional.of(by), append(request));
    }

    /** The end, whoever tells it. */
    Command ended(Instant now, CommandOutcome end, Optional<String> endOutput) {
        require(end.state());
        return new Command(
                order,
                end.state(),
                Optional.empty(),
                phase,
                now,
                Optional.of(now),
                cancelRequestedBy,
                Optional.of(end),
                endOutput,
                append(new CommandPhase(now, end.state(), phase, Optional.of(end.message()))));
    }

    /** Something that came after the end: recorded beside it, changes nothing. */
    Command noted(Instant now, String note) {
        return heardOf(
                updatedAt,
                cancelRequestedBy,
                append(new CommandPhase(now, state, Optional.of("late"), Optional.of(note))));
    }

    /** The same command with the reason why it waits. */
    Command because(String why) {
        return new Command(
                order,
                state,
                Optional.of(why),
                phase,
                updatedAt,
                finishedAt,
                cancelRequestedBy,
                outcome,
                output,
                history);
    }

    /** The command as the API shows it. */
    public CommandView view() {
        return new CommandView(
                order.id(),
                order.deviceId(),
                order.type(),
                order.parameters(),
                state,
                reason,
                phase,
                order.requestedBy(),
                order.createdAt(),
                updatedAt,
                finishedAt,
                order.expiresAt(),
                history,
                outcome,
                output);
    }

    private Command at(Instant now, CommandState next, Optional<String> step, Optional<String> message) {
        return new Command(
                order,
                next,
                next == CommandState.WAITING ? message : Optional.empty(),
                step,
                now,
                finishedAt,
                cancelRequestedBy,
                outcome,
                output,
                append(new CommandPhase(now, next, step, message)));
    }

    private Command heardOf(Instant when, Optional<String> cancelBy, List<CommandPhase> steps) {
        return new Command(order, state, reason, phase, when, finishedAt, cancelBy, outcome, output, steps);
    }

    private void require(CommandState next) {
        if (!state.canBecome(next)) {
            throw new IllegalStateException("a " + state.wireName() + " command cannot become " + next.wireName());
        }
    }

    private Optional<String> lastMessage() {
        return history.isEmpty()
                ? Optional.empty()
                : history.get(history.size() - 1).message();
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
