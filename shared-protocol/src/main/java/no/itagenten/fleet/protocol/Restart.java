package no.itagenten.fleet.protocol;

import java.util.Optional;

/**
 * Restart one service, or all the application's services when none is named. Only services on the device's own allow-list are
 * touched.
 */
public record Restart(CommandId commandId, Optional<String> service, Optional<CommandTerms> terms)
        implements DeviceCommand {

    public Restart {
        service.ifPresent(Names::requireService);
    }

    /** Under no terms. */
    public Restart(CommandId commandId, Optional<String> service) {
        this(commandId, service, Optional.empty());
    }
}
