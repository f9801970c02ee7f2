package no.itagenten.fleet.protocol;

import java.util.Optional;
import no.itagenten.fleet.protocol.release.ReleaseVersion;

/**
 * Replace the agent itself with a release that the server holds. The device takes it only if it bears the signature of a key that
 * is pinned on it.
 */
public record AgentUpdate(CommandId commandId, String version, Optional<CommandTerms> terms) implements DeviceCommand {

    public AgentUpdate {
        var unused = ReleaseVersion.parse(version);
    }
}
