package no.itagenten.fleet.protocol;

import java.util.Optional;

/** Allow commits again that the device blocks because they were rolled back on it: one, by its id or the beginning of it, or all. */
public record Unblock(CommandId commandId, Optional<String> commit, Optional<CommandTerms> terms)
        implements DeviceCommand {

    public Unblock {
        commit.ifPresent(Names::requireCommit);
    }
}
