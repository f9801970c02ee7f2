package no.itagenten.fleet.fleetd.command;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import no.itagenten.fleet.fleetd.device.DeviceGateway;
import no.itagenten.fleet.fleetd.event.Event;
import no.itagenten.fleet.fleetd.event.EventHub;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.CommandState;
import no.itagenten.fleet.protocol.DeviceId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one way in which a command takes a step: on disk first, then counted, then told to whoever follows. Never blocks; safe for any thread. */
final class CommandChanges {

    private static final Logger log = LoggerFactory.getLogger(CommandChanges.class);

    private final CommandStore store;
    private final DeviceGateway gateway;
    private final EventHub events;
    private final Map<DeviceId, Integer> activeCounts = new ConcurrentHashMap<>();

    CommandChanges(CommandStore store, DeviceGateway gateway, EventHub events) {
        this.store = store;
        this.gateway = gateway;
        this.events = events;
        store.active().forEach(command -> countOne(command.deviceId()));
    }

    /** How many commands of the device are not at their end. */
    int active(DeviceId device) {
        return activeCounts.getOrDefault(device, 0);
    }

    /** A new command is on disk. */
    void accepted(Command command) {
        countOne(command.deviceId());
        publish(command);
    }

    /** The device and all of its commands are gone. */
    void forget(DeviceId device) {
        activeCounts.remove(device);
    }

    /** Takes a step, or none if it gives the same command back; completes when committed, empty if there is no such command. */
    CompletableFuture<Optional<Command>> change(CommandId id, UnaryOperator<Command> step) {
        return change(id, (command, lastEnd) -> step.apply(command));
    }

    /** The same for a step that depends on when an earlier command of the device ended. */
    CompletableFuture<Optional<Command>> change(CommandId id, CommandStore.Change step) {
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

    /** Tells whoever follows. */
    void publish(Command command) {
        events.publish("command", explained(command).view(), new Event.OfCommand(command.deviceId()));
    }

    /** With the reason why it waits: a queued command waits for its device, unless it is about to be taken. */
    Command explained(Command command) {
        return command.state() == CommandState.QUEUED && !gateway.ready(command.deviceId())
                ? command.because("offline")
                : command;
    }

    private void countOne(DeviceId device) {
        activeCounts.merge(device, 1, Integer::sum);
    }
}
