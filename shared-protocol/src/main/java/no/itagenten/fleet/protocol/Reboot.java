package no.itagenten.fleet.protocol;

import java.util.Optional;

/** Reboot the machine. It has succeeded when the device is back under another boot id. */
public record Reboot(CommandId commandId, Optional<CommandTerms> terms) implements DeviceCommand {

    /** Under no terms. */
    public Reboot(CommandId commandId) {
        this(commandId, Optional.empty());
    }
}
