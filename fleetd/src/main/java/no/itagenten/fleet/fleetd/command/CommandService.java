package no.itagenten.fleet.fleetd.command;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import no.itagenten.fleet.fleetd.device.ActiveCommands;
import no.itagenten.fleet.fleetd.device.DeviceGateway;
import no.itagenten.fleet.fleetd.event.EventHub;
import no.itagenten.fleet.fleetd.time.ClockJumps;
import no.itagenten.fleet.protocol.Cancel;
import no.itagenten.fleet.protocol.CommandAck;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.CommandProgress;
import no.itagenten.fleet.protocol.CommandResult;
import no.itagenten.fleet.protocol.CommandState;
import no.itagenten.fleet.protocol.DeviceCommand;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.ResultAck;
import no.itagenten.fleet.protocol.rest.CommandOutcome;
import no.itagenten.fleet.protocol.rest.CommandType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts commands, brings each to its device and to one final state.
 *
 * <p>A command is on disk before anybody is told that it was accepted, and marked as delivered before it is sent: it may reach a
 * device twice, and the device tells the two apart by its id. Never blocks; safe for any thread.
 */
public final class CommandService implements ActiveCommands {

    private static final Logger log = LoggerFactory.getLogger(CommandService.class);

    private final CommandStore store;
    private final DeviceGateway gateway;
    private final EventHub events;
    private final CommandIds ids;
    private final CommandRules rules;
    private final Clock clock;
    private final Map<DeviceId, Integer> activeCounts = new ConcurrentHashMap<>();
    private final ClockJumps jumps;
    private final Instant startedAt;

    public CommandService(
            CommandStore store,
            DeviceGateway gateway,
            EventHub events,
            CommandRules rules,
            Clock clock,
            ClockJumps jumps) {
        this.store = store;
        this.gateway = gateway;
        this.events = events;
        this.ids = new CommandIds(clock);
        this.rules = rules;
        this.clock = clock;
        this.jumps = jumps;
        this.startedAt = clock.instant();
        store.active().forEach(command -> activeCounts.merge(command.deviceId(), 1, Integer::sum));
    }

    @Override
    public int count(DeviceId device) {
        return activeCounts.getOrDefault(device, 0);
    }

    /**
     * Accepts a command; the future completes when it is committed. A request that came before leads to its command of then, and
     * the future fails with {@link KeyReusedException} if it asked for something else.
     *
     * @param expiry how long it may wait for its turn; empty: as the rules say
     * @throws TooManyCommandsException if too many commands of the device are under way
     */
    public CompletableFuture<Command> submit(
            DeviceId device,
            CommandType type,
            Map<String, String> parameters,
            Optional<Duration> expiry,
            String requestedBy,
            Optional<RequestKey> key) {
        if (count(device) >= rules.maxActivePerDevice()
                && key.flatMap(store::find).isEmpty()) {
            throw new TooManyCommandsException(device, rules.maxActivePerDevice());
        }
        Instant now = clock.instant();
        Command command = Command.queued(new CommandOrder(
                ids.next(), device, type, parameters, requestedBy, now, now.plus(expiry.orElse(rules.expiry()))));
        return store.insert(command, key, taken -> {
            if (taken.id().equals(command.id())) {
                activeCounts.merge(device, 1, Integer::sum);
                publish(command);
                deliver(device);
            }
            return explained(taken);
        });
    }

    /** @throws CommandNotFoundException if there is none of that id */
    public Command get(CommandId id) {
        return store.find(id).map(this::explained).orElseThrow(() -> new CommandNotFoundException(id));
    }

    /** Newest first. */
    public List<Command> newest(Optional<DeviceId> device, CommandStore.Selection selection, int limit) {
        return store.newest(device, selection, limit).stream()
                .map(this::explained)
                .toList();
    }

    /**
     * Takes a command back: at once if it has not been delivered, else by asking the device, now or when it is back.
     *
     * @return the command as it is now; a final one is unchanged
     */
    public CompletableFuture<Command> cancel(CommandId id, String by) {
        return change(id, command -> canceled(command, by)).thenApply(changed -> {
            Command command = changed.orElseThrow(() -> new CommandNotFoundException(id));
            if (!command.state().isFinal()) {
                gateway.send(command.deviceId(), new Cancel(id));
            }
            return command;
        });
    }

    private Command canceled(Command command, String by) {
        Instant now = clock.instant();
        if (command.state() == CommandState.QUEUED) {
            String message = "canceled by " + by + " before it was delivered";
            return command.ended(now, outcome(CommandState.CANCELED, message), Optional.empty());
        }
        return command.state().isFinal() || command.cancelRequestedBy().isPresent()
                ? command
                : command.cancelRequested(now, by);
    }

    /**
     * The device is connected: what it was sent before and has not ended is sent again if it can tell a repetition, then what
     * waits for it. Of a command that was taken back meanwhile it is only told that: it may never have got it.
     */
    public void resume(DeviceId device, boolean recognisesRepetition) {
        if (recognisesRepetition) {
            store.active(device).stream()
                    .filter(command -> command.state() != CommandState.QUEUED)
                    .forEach(command -> gateway.send(
                            device,
                            command.cancelRequestedBy().isPresent()
                                    ? new Cancel(command.id())
                                    : CommandMessages.of(command, clock.instant())));
        }
        deliver(device);
    }

    /** Notes that the device has the command; completes when committed. */
    public CompletableFuture<?> acknowledged(CommandAck ack) {
        return fromDevice(
                ack.deviceId(), ack.commandId(), command -> command.acknowledged(clock.instant()), "acknowledged");
    }

    /** Notes where the device is with a command; completes when committed. */
    public CompletableFuture<?> progressed(CommandProgress progress) {
        return fromDevice(
                        progress.deviceId(),
                        progress.commandId(),
                        command -> started(command)
                                .progressed(clock.instant(), progress.state(), progress.phase(), progress.message()),
                        "progress " + progress.phase())
                .thenAccept(
                        changed -> changed.filter(command -> command.deviceId().equals(progress.deviceId()))
                                .ifPresent(this::tellIfExpired));
    }

    /** Records the end the device tells, and then lets the device forget it. */
    public CompletableFuture<?> ended(CommandResult result) {
        CommandOutcome outcome = new CommandOutcome(
                result.state(),
                result.message(),
                result.exitCode(),
                result.details().orElse(Map.of()));
        return fromDevice(
                        result.deviceId(),
                        result.commandId(),
                        command -> started(command).ended(clock.instant(), outcome, result.output()),
                        told(outcome))
                .thenRun(() -> gateway.send(result.deviceId(), new ResultAck(result.commandId())));
    }

    /** The device and all of its commands are gone. */
    public void forget(DeviceId device) {
        activeCounts.remove(device);
    }

    /** Ends what expired or fell silent, delivers what was left behind, forgets the old. Called every few seconds. */
    public void sweep() {
        Instant now = clock.instant();
        Set<DeviceId> headSeen = new HashSet<>();
        for (Command command : store.active()) {
            if (isExpired(command, now)) {
                expire(command.id(), now);
            } else if (command.state() == CommandState.QUEUED) {
                deliver(command.deviceId());
            } else if (headSeen.add(command.deviceId())
                    && isSilent(command, now, () -> store.lastEnd(command.deviceId()))) {
                var unused = change(
                        command.id(),
                        (current, lastEnd) -> isSilent(current, now, lastEnd) ? timedOut(current, now) : current);
            }
        }
    }

    /** Forgets commands that ended long ago, and keys. */
    public void forgetOld() {
        store.deleteKeysBefore(jumps.ago(rules.keepKeys())).join();
        int deleted =
                store.deleteFinishedBefore(jumps.ago(rules.keepFinished())).join();
        if (deleted > 0) {
            log.info("Retention deleted {} commands", deleted);
        }
    }

    /** A command that does not run expires, wherever it waits. */
    private boolean isExpired(Command command, Instant now) {
        return (command.state() == CommandState.QUEUED || command.state() == CommandState.WAITING)
                && !really(command.order().createdAt(), command.order().expiresAt())
                        .isAfter(now);
    }

    private void expire(CommandId id, Instant now) {
        var unused = change(id, current -> isExpired(current, now) ? expired(current, now) : current)
                .thenAccept(changed -> changed.ifPresent(this::tellIfExpired));
    }

    /** A device must not begin with what has expired while it waited there. */
    private void tellIfExpired(Command command) {
        if (command.state() == CommandState.EXPIRED) {
            gateway.send(command.deviceId(), new Cancel(command.id()));
        }
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
        return command.ended(
                now,
                outcome(
                        CommandState.EXPIRED,
                        command.state() == CommandState.WAITING
                                ? "the device waited too long for its turn; it is told not to begin"
                                : "the device did not come back in time; the command never ran"),
                command.output());
    }

    private static Command timedOut(Command command, Instant now) {
        return command.ended(
                now,
                outcome(CommandState.TIMED_OUT, "nothing was heard from the device in time; the outcome is unknown"),
                command.output());
    }

    private static CommandOutcome outcome(CommandState state, String message) {
        return new CommandOutcome(state, message, Optional.empty(), Map.of());
    }

    /** What a device reports it has been given, whatever this side remembers. */
    private Command started(Command command) {
        return command.state() == CommandState.QUEUED ? command.delivered(clock.instant()) : command;
    }

    private CompletableFuture<Optional<Command>> fromDevice(
            DeviceId device, CommandId id, UnaryOperator<Command> step, String what) {
        return change(id, command -> {
            if (!command.deviceId().equals(device)) {
                log.warn("Device {} spoke of command {}, which is not its own: ignored", device, id);
                return command;
            }
            if (!command.state().isFinal()) {
                return step.apply(command);
            }
            boolean toldAgain = command.outcome().map(CommandService::told).equals(Optional.of(what));
            return toldAgain ? command : command.noted(clock.instant(), what);
        });
    }

    private static String told(CommandOutcome outcome) {
        return "result " + outcome.state().wireName() + ": " + outcome.message();
    }

    private CompletableFuture<Optional<Command>> change(CommandId id, UnaryOperator<Command> step) {
        return change(id, (command, lastEnd) -> step.apply(command));
    }

    private CompletableFuture<Optional<Command>> change(CommandId id, CommandStore.Change step) {
        boolean[] ended = new boolean[1];
        boolean[] stepped = new boolean[1];
        return store.update(
                        id,
                        (command, lastEnd) -> {
                            Command changed = step.apply(command, lastEnd);
                            stepped[0] = !changed.equals(command);
                            ended[0] = changed.state().isFinal()
                                    && !command.state().isFinal();
                            return changed;
                        },
                        changed -> {
                            changed.ifPresent(command -> {
                                if (ended[0]) {
                                    activeCounts.computeIfPresent(
                                            command.deviceId(), (device, count) -> count > 1 ? count - 1 : null);
                                }
                                if (stepped[0]) {
                                    publish(command);
                                }
                            });
                            return changed;
                        })
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        log.error("Command {} could not be changed", id, failure);
                    }
                });
    }

    private void deliver(DeviceId device) {
        if (!gateway.ready(device)) {
            return;
        }
        var unused = store.takeQueued(device, clock.instant(), commands -> commands.forEach(this::hand))
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        log.error(
                                "Commands for {} could not be delivered; the next sweep tries again", device, failure);
                    }
                });
    }

    private void hand(Command command) {
        DeviceCommand message = CommandMessages.of(command, clock.instant());
        publish(command);
        if (gateway.understands(command.deviceId(), message)) {
            gateway.send(command.deviceId(), message);
            return;
        }
        CommandOutcome end = outcome(
                CommandState.REJECTED,
                "the device runs the first release's software, which does not know this; install the agent on it");
        var unused = change(
                command.id(),
                current -> current.state() == CommandState.DELIVERED
                        ? current.ended(clock.instant(), end, Optional.empty())
                        : current);
    }

    private void publish(Command command) {
        events.publish("command", explained(command).view());
    }

    /** A queued command waits for its device, unless it is about to be taken. */
    private Command explained(Command command) {
        return command.state() == CommandState.QUEUED && !gateway.ready(command.deviceId())
                ? command.because("offline")
                : command;
    }
}
