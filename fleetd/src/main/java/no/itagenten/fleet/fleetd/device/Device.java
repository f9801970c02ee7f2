package no.itagenten.fleet.fleetd.device;

import java.time.Instant;
import java.util.Optional;
import no.itagenten.fleet.protocol.DeviceId;

/**
 * A device as the fleet knows it: what people call it, what it last said of itself, what it should be and is configured to, and
 * whether it is there. Immutable.
 *
 * @param standing whether it has a credential of its own, and may use it
 */
public record Device(
        DeviceId id,
        Labels labels,
        Instant createdAt,
        Standing standing,
        Presence presence,
        DeviceReport report,
        DeviceConfig config) {

    /** A device nobody has named or heard of yet. */
    public static Device unknown(DeviceId id, Labels labels, Standing standing, Instant now) {
        return new Device(id, labels, now, standing, Presence.NEVER_SEEN, DeviceReport.NOTHING, DeviceConfig.UNTOUCHED);
    }

    /** Whether it has a credential of its own. */
    public boolean enrolled() {
        return standing != Standing.WITHOUT_CREDENTIAL;
    }

    /** Whether it waits for approval. */
    public boolean pending() {
        return standing == Standing.PENDING;
    }

    /** @throws DeviceConflictException if it waits for approval */
    public void requireApproved() {
        if (pending()) {
            throw new DeviceConflictException(
                    "the device '" + id + "' waits for approval; first let it in (fleetctl device approve " + id + ")");
        }
    }

    public Device withLabels(Labels changed) {
        return new Device(id, changed, createdAt, standing, presence, report, config);
    }

    public Device withStanding(Standing changed) {
        return new Device(id, labels, createdAt, changed, presence, report, config);
    }

    public Device withReport(DeviceReport changed) {
        return new Device(id, labels, createdAt, standing, presence, changed, config);
    }

    public Device withConfig(DeviceConfig changed) {
        return new Device(id, labels, createdAt, standing, presence, report, changed);
    }

    public Device heard(Instant now) {
        return new Device(
                id, labels, createdAt, standing, new Presence(presence.online(), Optional.of(now)), report, config);
    }

    public Device online(Instant now) {
        return new Device(id, labels, createdAt, standing, new Presence(true, Optional.of(now)), report, config);
    }

    public Device offline() {
        return new Device(id, labels, createdAt, standing, new Presence(false, presence.lastSeen()), report, config);
    }
}
