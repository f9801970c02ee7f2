package no.itagenten.fleet.fleetd.device;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import no.itagenten.fleet.protocol.ConfigKey;
import no.itagenten.fleet.protocol.ConfigReport;
import no.itagenten.fleet.protocol.Configure;
import no.itagenten.fleet.protocol.Text;
import no.itagenten.fleet.protocol.rest.ConfigView;

/**
 * What a device should be configured to and what it says it is.
 *
 * @param revision rises with each change of {@code desired}
 * @param desired the keys people set; all others are the device's own business
 * @param report what the device last reported
 */
public record DeviceConfig(long revision, Map<String, String> desired, Optional<Report> report) {

    /** The device's last word on its configuration. */
    public record Report(long revision, Map<String, String> values, Map<String, String> rejected, Instant at) {}

    static final DeviceConfig UNTOUCHED = new DeviceConfig(0, Map.of(), Optional.empty());

    /**
     * Merges changes; an empty value returns a key to the device's default.
     *
     * @throws IllegalArgumentException if a key is unknown or a value does not fit
     */
    DeviceConfig merged(Map<String, Optional<String>> changes) {
        Map<String, String> merged = new HashMap<>(desired);
        changes.forEach((name, value) -> {
            ConfigKey key = ConfigKey.of(name)
                    .orElseThrow(() -> new IllegalArgumentException("there is no configuration key '"
                            + Text.excerpt(name, 60) + "'; the keys are " + ConfigKey.names()));
            if (value.isPresent()) {
                merged.put(name, key.parse(value.get()));
            } else {
                merged.remove(name);
            }
        });
        return merged.equals(desired) ? this : new DeviceConfig(revision + 1, Map.copyOf(merged), report);
    }

    DeviceConfig reported(ConfigReport told, Instant now) {
        return new DeviceConfig(
                revision,
                desired,
                Optional.of(new Report(
                        told.revision(), told.values(), told.rejected().orElse(Map.of()), now)));
    }

    /** What the device is told. */
    public Configure message() {
        return new Configure(revision, desired);
    }

    /** Whether the device has applied this revision and every desired value is in force. */
    boolean inSync() {
        return report.map(r -> r.revision() == revision && r.values().entrySet().containsAll(desired.entrySet()))
                .orElse(revision == 0);
    }

    /** Both sides as the API shows them. */
    public ConfigView view() {
        return new ConfigView(
                revision,
                desired,
                report.map(Report::values).orElse(Map.of()),
                inSync(),
                report.map(Report::rejected).orElse(Map.of()),
                report.map(Report::at),
                report.map(Report::revision));
    }
}
