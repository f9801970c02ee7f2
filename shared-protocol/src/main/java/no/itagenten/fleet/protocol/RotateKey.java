package no.itagenten.fleet.protocol;

import java.util.Optional;

/** Make a new key, offer it to the server by {@link NewKey}, and use it from then on. */
public record RotateKey(CommandId commandId, Optional<CommandTerms> terms) implements DeviceCommand {}
