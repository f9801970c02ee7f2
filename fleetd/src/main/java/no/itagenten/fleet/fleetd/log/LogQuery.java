package no.itagenten.fleet.fleetd.log;

import java.time.Instant;
import java.util.Optional;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.LogLevel;

/**
 * Which lines.
 *
 * @param limit the most lines in one answer
 * @param since received at or after this, by the server's clock: a device's wrong clock hides nothing
 * @param level this or graver
 * @param before older than the entry of this id
 */
public record LogQuery(
        DeviceId device, int limit, Optional<Instant> since, Optional<LogLevel> level, Optional<Long> before) {}
