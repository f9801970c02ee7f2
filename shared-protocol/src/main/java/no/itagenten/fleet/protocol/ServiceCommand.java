package no.itagenten.fleet.protocol;

import java.util.Optional;

/** Start, stop or look at one service. Only a service on the device's own allow-list is touched or told of. */
public record ServiceCommand(CommandId commandId, String service, ServiceAction action, Optional<CommandTerms> terms)
        implements DeviceCommand {

    public ServiceCommand {
        Names.requireService(service);
    }
}
