package no.itagenten.fleet.fleetd.command;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import no.itagenten.fleet.fleetd.time.ClockJumps;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.CommandState;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.rest.CommandOutcome;

/** Ends what expired or fell silent, and has delivered what was left behind. A clock that is set ends nothing. For one thread at a time. */
final class CommandSweep {

    private final CommandStore store;
    private final CommandChanges changes;
    private final CommandDelivery delivery;
    private final CommandRules rules;
    private final Clock clock;
    private final ClockJumps jumps;
    private final Instant startedAt;

    CommandSweep(
            CommandStore store,
            CommandChanges changes,
            CommandDelivery delivery,
            CommandRules rules,
            Clock clock,
            ClockJumps jumps) {
        this.store = store;
        this.changes = changes;
        this.delivery = delivery;
        this.rules = rules;
        this.clock = clock;
        this.jumps = jumps;
        this.startedAt = clock.instant();
    }

    void run() {
        Instant now = clock.instant();
        Set<DeviceId> headSeen = new HashSet<>();
        for (Command command : store.active()) {
            if (isExpired(command, now)) {
                expire(command.id(), now);
            } else if (command.state() == CommandState.QUEUED) {
                delivery.deliver(command.deviceId());
            } else if (headSeen.add(command.deviceId())
                    && isSilent(command, now, () -> store.lastEnd(command.deviceId()))) {
                var unused = changes.change(
                        command.id(),
                        (current, lastEnd) -> isSilent(current, now, lastEnd) ? timedOut(current, now) : current);
            }
        }
    }

    /** A command that does not run expires, wherever it waits. */
    private boolean isExpired(Command command, Instant now) {
        return (command.state() == CommandState.QUEUED || command.state() == CommandState.WAITING)
                && !really(command.order().createdAt(), command.order().expiresAt())
                        .isAfter(now);
    }

    private void expire(CommandId id, Instant now) {
        var unused = changes.change(id, current -> isExpired(current, now) ? expired(current, now) : current)
                .thenAccept(changed -> changed.filter(command -> command.state() == CommandState.EXPIRED)
                        .ifPresent(delivery::takeBack)); // the device must not begin with it
    }

    /**
     * Only the oldest command of a device can be silent: those behind it wait for their turn. The time before this daemon started,
     * and while an earlier command had the device, does not count.
     */
    private boolean isSilent(Command command, Instant now, Supplier<Optional<Instant>> lastEnd) {
        if (command.state() != CommandState.DELIVERED && command.state() != CommandState.RUNNING) {
            return false;
        }
        Instant since = latest(command.updatedAt(), startedAt, lastEnd.get().orElse(startedAt));
        return really(since, since.plus(rules.silence(command))).isBefore(now);
    }

    /** When what was due by the clock of {@code since} is due by the clock of now, which may have been set meanwhile. */
    private Instant really(Instant since, Instant due) {
        return due.plus(jumps.notPassedSince(since));
    }

    private static Instant latest(Instant a, Instant b, Instant c) {
        Instant later = a.isAfter(b) ? a : b;
        return later.isAfter(c) ? later : c;
    }

    private static Command expired(Command command, Instant now) {
        return ended(
                command,
                now,
                CommandState.EXPIRED,
                command.state() == CommandState.WAITING
                        ? "the device waited too long for its turn; it is told not to begin"
                        : "the device did not come back in time; the command never ran");
    }

    private static Command timedOut(Command command, Instant now) {
        return ended(
                command,
                now,
                CommandState.TIMED_OUT,
                "nothing was heard from the device in time; the outcome is unknown");
    }

    private static Command ended(Command command, Instant now, CommandState state, String message) {
        return command.ended(now, new CommandOutcome(state, message, Optional.empty(), Map.of()), command.output());
    }
}
