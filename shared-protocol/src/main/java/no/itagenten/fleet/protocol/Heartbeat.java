package no.itagenten.fleet.protocol;

import java.time.Instant;
import java.util.Optional;

/**
 * "I am alive." Sent every heartbeat interval, whatever else is sent.
 *
 * @param timestamp the device's own clock
 */
public record Heartbeat(DeviceId deviceId, Optional<Instant> timestamp) implements DeviceMessage {}
