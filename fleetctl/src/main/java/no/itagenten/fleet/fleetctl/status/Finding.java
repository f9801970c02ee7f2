package no.itagenten.fleet.fleetctl.status;

import com.google.gson.annotations.SerializedName;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.rest.DeviceView;

/**
 * Something that is wrong with a device. Text from devices is in it as it came: whoever prints it makes it harmless.
 *
 * @param kind what sort it is, for programs: {@code offline}, {@code disk}, …
 * @param problem a few words, without a full stop
 * @param since since when, where that is known
 * @param lastSeen when the device was last heard of
 * @param fix the command to give next
 */
public record Finding(
        @SerializedName("device_id") DeviceId deviceId,
        String name,
        Optional<String> venue,
        Severity severity,
        String kind,
        String problem,
        Optional<Instant> since,
        @SerializedName("last_seen") Optional<Instant> lastSeen,
        String fix) {

    /** The gravest first, and of equally grave ones the latest: what has been wrong for a week is known. */
    static final Comparator<Finding> WORST_FIRST = Comparator.comparing(Finding::severity)
            .thenComparing(Finding::kind)
            .thenComparing(finding -> finding.since().orElse(Instant.MIN), Comparator.reverseOrder())
            .thenComparing(finding -> finding.deviceId().value());

    static Finding critical(DeviceView device, String kind, String problem, Optional<Instant> since, String fix) {
        return of(device, Severity.CRITICAL, kind, problem, since, fix);
    }

    static Finding warning(DeviceView device, String kind, String problem, Optional<Instant> since, String fix) {
        return of(device, Severity.WARNING, kind, problem, since, fix);
    }

    static Finding of(
            DeviceView device, Severity severity, String kind, String problem, Optional<Instant> since, String fix) {
        return new Finding(
                device.id(),
                device.name(),
                device.venue(),
                severity,
                kind,
                problem,
                since,
                device.lastSeen(),
                "fleetctl " + fix);
    }
}
