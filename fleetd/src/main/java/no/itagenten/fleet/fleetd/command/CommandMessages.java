package no.itagenten.fleet.fleetd.command;

import java.util.Optional;
import no.itagenten.fleet.protocol.DeviceCommand;
import no.itagenten.fleet.protocol.Reboot;
import no.itagenten.fleet.protocol.Restart;
import no.itagenten.fleet.protocol.Update;

/** Commands as messages for the device. */
final class CommandMessages {

    private CommandMessages() {}

    static DeviceCommand of(Command command) {
        return switch (command.type()) {
            case RESTART -> new Restart(command.id(), parameter(command, "service"));
            case UPDATE ->
                new Update(
                        command.id(),
                        parameter(command, "branch"),
                        parameter(command, "tag"),
                        parameter(command, "commit"));
            case REBOOT -> new Reboot(command.id());
        };
    }

    private static Optional<String> parameter(Command command, String name) {
        return Optional.ofNullable(command.order().parameters().get(name));
    }
}
