package no.itagenten.fleet.fleetd.command;

import java.time.Instant;
import java.util.Map;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.rest.CommandType;

/**
 * What was asked for; never changes.
 *
 * @param expiresAt a command that is still queued, or waits on its device, then never runs
 */
public record CommandOrder(
        CommandId id,
        DeviceId deviceId,
        CommandType type,
        Map<String, String> parameters,
        String requestedBy,
        Instant createdAt,
        Instant expiresAt) {

    public CommandOrder {
        parameters = Map.copyOf(parameters);
    }
}
