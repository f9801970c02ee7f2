package no.itagenten.fleet.protocol;

import java.util.Map;
import java.util.Optional;

/**
 * The configuration in force on the device, all keys with their values, sent after hello and after each change.
 *
 * @param revision the revision of the {@link Configure} it answers; 0 when none was ever applied
 * @param rejected the keys that were not taken, each with the reason
 */
public record ConfigReport(
        DeviceId deviceId, long revision, Map<String, String> values, Optional<Map<String, String>> rejected)
        implements DeviceMessage {

    public ConfigReport {
        Check.atLeast(revision, 0, "revision");
        values = Map.copyOf(values);
        rejected = rejected.map(Map::copyOf);
        Check.atMost(values.size(), 64, "values");
        rejected.ifPresent(map -> Check.atMost(map.size(), 64, "rejected"));
    }
}
