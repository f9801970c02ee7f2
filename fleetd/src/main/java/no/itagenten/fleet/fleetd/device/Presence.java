package no.itagenten.fleet.fleetd.device;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether a device is there.
 *
 * @param lastSeen when anything last came from it, by the server's clock
 */
public record Presence(boolean online, Optional<Instant> lastSeen) {

    static final Presence NEVER_SEEN = new Presence(false, Optional.empty());
}
