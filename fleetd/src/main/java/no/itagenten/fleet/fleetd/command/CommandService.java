package no.itagenten.fleet.fleetd.command;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import no.itagenten.fleet.fleetd.device.ActiveCommands;
import no.itagenten.fleet.fleetd.device.DeviceGateway;
import no.itagenten.fleet.fleetd.event.EventHub;
import no.itagenten.fleet.fleetd.time.ClockJumps;
import no.itagenten.fleet.protocol.CommandAck;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.CommandProgress;
import no.itagenten.fleet.protocol.CommandResult;
import no.itagenten.fleet.protocol.CommandState;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.rest.CommandOutcome;
import no.itagenten.fleet.protocol.rest.CommandType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts commands, brings each to its device and to one final state. A command is on disk before anybody is told that it was accepted.
 * Never blocks; safe for any thread.
 */
public final class CommandService implements ActiveCommands {

    private static final Logger log = LoggerFactory.getLogger(CommandService.class);

    private final CommandStore store;
    private final CommandChanges changes;
    private final CommandDelivery delivery;
    private final CommandReports reports;
    private final CommandSweep sweep;
    private final CommandIds ids;
    private final CommandRules rules;
    private final Clock clock;
    private final ClockJumps jumps;

    public CommandService(
            CommandStore store,
            DeviceGateway gateway,
            EventHub events,
            CommandRules rules,
            Clock clock,
            ClockJumps jumps) {
        this.store = store;
        this.changes = new CommandChanges(store, gateway, events);
        this.delivery = new CommandDelivery(store, gateway, changes, clock);
        this.reports = new CommandReports(changes, delivery, gateway, clock);
        this.sweep = new CommandSweep(store, changes, delivery, rules, clock, jumps);
        this.ids = new CommandIds(clock);
        this.rules = rules;
        this.clock = clock;
        this.jumps = jumps;
    }

    @Override
    public int count(DeviceId device) {
        return changes.active(device);
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
                changes.accepted(command);
                delivery.deliver(device);
            }
            return changes.explained(taken);
        });
    }

    /** @throws CommandNotFoundException if there is none of that id */
    public Command get(CommandId id) {
        return store.find(id).map(this::explained).orElseThrow(() -> new CommandNotFoundException(id));
    }

    /**
     * Newest first.
     *
     * @param devices of these alone; empty: of all
     */
    public List<Command> newest(Optional<List<DeviceId>> devices, CommandStore.Selection selection, int limit) {
        return store.newest(devices, selection, limit).stream()
                .map(this::explained)
                .toList();
    }

    /** With the reason why it waits; of one that its device has, that is the command before it, as the device does one at a time. */
    private Command explained(Command command) {
        if (command.state() != CommandState.DELIVERED) {
            return changes.explained(command);
        }
        return store.active(command.deviceId()).stream()
                .findFirst()
                .filter(first -> !first.id().equals(command.id()))
                .map(first -> command.because("behind " + first.type().wireName() + " " + first.id()
                        + first.reason().map(why -> ", which waits: " + why).orElse("")))
                .orElse(command);
    }

    /**
     * Takes a command back: at once if it has not been delivered, else by asking the device, now or when it is back.
     *
     * @return the command as it is now; a final one is unchanged
     */
    public CompletableFuture<Command> cancel(CommandId id, String by) {
        return changes.change(id, command -> canceled(command, by)).thenApply(changed -> {
            Command command = changed.orElseThrow(() -> new CommandNotFoundException(id));
            if (!command.state().isFinal()) {
                delivery.takeBack(command);
            }
            return command;
        });
    }

    private Command canceled(Command command, String by) {
        Instant now = clock.instant();
        if (command.state() == CommandState.QUEUED) {
            String message = "canceled by " + by + " before it was delivered";
            return command.ended(
                    now,
                    new CommandOutcome(CommandState.CANCELED, message, Optional.empty(), Map.of()),
                    Optional.empty());
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
            delivery.repeat(device);
        }
        delivery.deliver(device);
    }

    /** Notes that the device has the command; completes when committed. */
    public CompletableFuture<?> acknowledged(CommandAck ack) {
        return reports.acknowledged(ack);
    }

    /** Notes where the device is with a command; completes when committed. */
    public CompletableFuture<?> progressed(CommandProgress progress) {
        return reports.progressed(progress);
    }

    /** Records the end the device tells, and then lets the device forget it. */
    public CompletableFuture<?> ended(CommandResult result) {
        return reports.ended(result);
    }

    /** Ends what a device that does not come back has not ended; completes when committed. */
    public CompletableFuture<?> abandon(DeviceId device, String why) {
        return CompletableFuture.allOf(store.active(device).stream()
                .map(command -> changes.change(command.id(), current -> abandoned(current, why)))
                .toArray(CompletableFuture<?>[]::new));
    }

    private Command abandoned(Command command, String why) {
        if (command.state().isFinal()) {
            return command;
        }
        boolean untouched = command.state() == CommandState.QUEUED;
        return command.ended(
                clock.instant(),
                new CommandOutcome(
                        untouched ? CommandState.CANCELED : CommandState.TIMED_OUT,
                        why + (untouched ? " before it was delivered" : "; the outcome is unknown"),
                        Optional.empty(),
                        Map.of()),
                command.output());
    }

    /** The device and all of its commands are gone. */
    public void forget(DeviceId device) {
        changes.forget(device);
    }

    /** Ends what expired or fell silent, delivers what was left behind. Called every few seconds. */
    public void sweep() {
        sweep.run();
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
}
