package no.itagenten.fleet.fleetctl.status;

import com.google.gson.annotations.SerializedName;
import java.time.Instant;
import no.itagenten.fleet.fleetctl.output.CommandPrinter;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.CommandState;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.rest.CommandView;
import no.itagenten.fleet.protocol.rest.DeviceView;

/**
 * A command that is not at its end.
 *
 * @param what what was asked
 * @param reason what it waits for; the step it is at when it waits for nothing
 * @param since when it was asked for
 * @param fix the command that ends the wait, or follows it
 */
public record Waiting(
        @SerializedName("command_id") CommandId commandId,
        @SerializedName("device_id") DeviceId deviceId,
        String name,
        String what,
        CommandState state,
        String reason,
        Instant since,
        String fix) {

    static Waiting of(CommandView command, DeviceView device) {
        return new Waiting(
                command.id(),
                device.id(),
                device.name(),
                CommandPrinter.what(command),
                command.state(),
                reason(command),
                command.createdAt(),
                "fleetctl " + fix(command, device));
    }

    /** Whether it waits for something that may not come by itself. */
    boolean stands() {
        return state == CommandState.QUEUED || state == CommandState.WAITING;
    }

    private static String reason(CommandView command) {
        return switch (command.reason().orElse("")) {
            case "" -> command.phase().orElse("");
            case "offline" -> "the device is offline";
            case "order" -> "an earlier command comes first";
            default -> command.reason().orElseThrow();
        };
    }

    private static String fix(CommandView command, DeviceView device) {
        if (command.state() == CommandState.WAITING && device.lock().isPresent()) {
            return "unlock " + device.id();
        }
        boolean underWay = command.state() == CommandState.DELIVERED || command.state() == CommandState.RUNNING;
        return (underWay ? "command wait " : "command cancel ") + command.id();
    }
}
