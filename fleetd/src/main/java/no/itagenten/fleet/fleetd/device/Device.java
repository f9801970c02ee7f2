package no.itagenten.fleet.fleetd.device;

import java.time.Instant;
import java.util.Optional;
import no.itagenten.fleet.protocol.DeviceId;

/**
 * A device as the fleet knows it: what people call it, what it last said of itself, what it should be and is configured to, and
 * whether it is there. Immutable.
 *
 * @param enrolled whether it has a credential of its own
 */
public record Device(
        DeviceId id,
        Labels labels,
        Instant createdAt,
        boolean enrolled,
        Presence presence,
        DeviceReport report,
        DeviceConfig config) {

    /** A device nobody has named or heard of yet. */
    public static Device unknown(DeviceId id, Labels labels, boolean enrolled, Instant now) {
        return new Device(id, labels, now, enrolled, Presence.NEVER_SEEN, DeviceReport.NOTHING, DeviceConfig.UNTOUCHED);
    }

    public Device withLabels(Labels changed) {
        return new Device(id, changed, createdAt, enrolled, presence, report, config);
    }

    public Device withEnrolled(boolean changed) {
        return new Device(id, labels, createdAt, changed, presence, report, config);
    }

    public Device withReport(DeviceReport changed) {
        return new Device(id, labels, createdAt, enrolled, presence, changed, config);
    }

    public Device withConfig(DeviceConfig changed) {
        return new Device(id, labels, createdAt, enrolled, presence, report, changed);
    }

    public Device heard(Instant now) {
        return new Device(
                id, labels, createdAt, enrolled, new Presence(presence.online(), Optional.of(now)), report, config);
    }

    public Device online(Instant now) {
        return new Device(id, labels, createdAt, enrolled, new Presence(true, Optional.of(now)), report, config);
    }

    public Device offline() {
        return new Device(id, labels, createdAt, enrolled, new Presence(false, presence.lastSeen()), report, config);
    }
}
