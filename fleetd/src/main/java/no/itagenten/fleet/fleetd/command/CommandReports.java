package no.itagenten.fleet.fleetd.command;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import no.itagenten.fleet.fleetd.device.DeviceGateway;
import no.itagenten.fleet.protocol.CommandAck;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.CommandProgress;
import no.itagenten.fleet.protocol.CommandResult;
import no.itagenten.fleet.protocol.CommandState;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.ResultAck;
import no.itagenten.fleet.protocol.rest.CommandOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What devices tell of commands. What comes after the end is noted beside it; what another device tells is ignored. Never blocks; safe for
 * any thread.
 */
final class CommandReports {

    private static final Logger log = LoggerFactory.getLogger(CommandReports.class);

    private final CommandChanges changes;
    private final CommandDelivery delivery;
    private final DeviceGateway gateway;
    private final Clock clock;

    CommandReports(CommandChanges changes, CommandDelivery delivery, DeviceGateway gateway, Clock clock) {
        this.changes = changes;
        this.delivery = delivery;
        this.gateway = gateway;
        this.clock = clock;
    }

    CompletableFuture<?> acknowledged(CommandAck ack) {
        return fromDevice(
                ack.deviceId(), ack.commandId(), command -> command.acknowledged(clock.instant()), "acknowledged");
    }

    CompletableFuture<?> progressed(CommandProgress progress) {
        return fromDevice(
                        progress.deviceId(),
                        progress.commandId(),
                        command -> started(command)
                                .progressed(clock.instant(), progress.state(), progress.phase(), progress.message()),
                        "progress " + progress.phase())
                .thenAccept(
                        changed -> changed.filter(command -> command.deviceId().equals(progress.deviceId()))
                                .filter(command -> command.state() == CommandState.EXPIRED)
                                .ifPresent(delivery::takeBack)); // it must not begin with what has expired
    }

    CompletableFuture<?> ended(CommandResult result) {
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

    /** What a device reports it has been given, whatever this side remembers. */
    private Command started(Command command) {
        return command.state() == CommandState.QUEUED ? command.delivered(clock.instant()) : command;
    }

    private CompletableFuture<Optional<Command>> fromDevice(
            DeviceId device, CommandId id, UnaryOperator<Command> step, String what) {
        return changes.change(id, command -> {
            if (!command.deviceId().equals(device)) {
                log.warn("Device {} spoke of command {}, which is not its own: ignored", device, id);
                return command;
            }
            if (!command.state().isFinal()) {
                return step.apply(command);
            }
            boolean toldAgain = command.outcome().map(CommandReports::told).equals(Optional.of(what));
            return toldAgain ? command : command.noted(clock.instant(), what);
        });
    }

    private static String told(CommandOutcome outcome) {
        return "result " + outcome.state().wireName() + ": " + outcome.message();
    }
}
