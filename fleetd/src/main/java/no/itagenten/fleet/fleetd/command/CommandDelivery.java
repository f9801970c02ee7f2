package no.itagenten.fleet.fleetd.command;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import no.itagenten.fleet.fleetd.device.DeviceGateway;
import no.itagenten.fleet.protocol.CommandState;
import no.itagenten.fleet.protocol.DeviceCommand;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.rest.CommandOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands commands to their devices, in order. A command is marked as delivered on disk before it is sent: it may reach a device twice, and
 * the device tells the two apart by its id. Never blocks; safe for any thread.
 */
final class CommandDelivery {

    private static final Logger log = LoggerFactory.getLogger(CommandDelivery.class);

    private final CommandStore store;
    private final DeviceGateway gateway;
    private final CommandChanges changes;
    private final Clock clock;

    CommandDelivery(CommandStore store, DeviceGateway gateway, CommandChanges changes, Clock clock) {
        this.store = store;
        this.gateway = gateway;
        this.changes = changes;
        this.clock = clock;
    }

    /** Sends what waits for the device, if it is there. */
    void deliver(DeviceId device) {
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

    /** Sends again what the device was sent before and has not ended; of a command that was taken back meanwhile only that. */
    void repeat(DeviceId device) {
        store.active(device).stream()
                .filter(command -> command.state() != CommandState.QUEUED)
                .forEach(command -> gateway.send(
                        device,
                        command.cancelRequestedBy().isPresent()
                                ? CommandMessages.cancel(command)
                                : CommandMessages.of(command, clock.instant())));
    }

    /** Tells the device that a command is not to be begun, or to be stopped. */
    void takeBack(Command command) {
        gateway.send(command.deviceId(), CommandMessages.cancel(command));
    }

    private void hand(Command command) {
        DeviceCommand message = CommandMessages.of(command, clock.instant());
        changes.publish(command);
        if (gateway.understands(command.deviceId(), message)) {
            gateway.send(command.deviceId(), message);
            return;
        }
        CommandOutcome end = new CommandOutcome(
                CommandState.REJECTED,
                "the device runs the first release's software, which does not know this; install the agent on it",
                Optional.empty(),
                Map.of());
        var unused = changes.change(
                command.id(),
                current -> current.state() == CommandState.DELIVERED
                        ? current.ended(clock.instant(), end, Optional.empty())
                        : current);
    }
}
