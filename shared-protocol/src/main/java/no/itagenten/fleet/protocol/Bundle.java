package no.itagenten.fleet.protocol;

import java.util.Optional;

/** Gather logs, configuration without secrets, and facts in one archive, and send it by {@link BundleChunk}. Disturbs nothing. */
public record Bundle(CommandId commandId, Optional<CommandTerms> terms) implements DeviceCommand {}
