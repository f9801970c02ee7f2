package no.itagenten.fleet.fleetd.session;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import no.itagenten.fleet.fleetd.audit.AuditEvent;
import no.itagenten.fleet.fleetd.audit.AuditScope;
import no.itagenten.fleet.fleetd.audit.AuditTrail;
import no.itagenten.fleet.fleetd.audit.Origin;
import no.itagenten.fleet.fleetd.audit.Outcome;
import no.itagenten.fleet.protocol.DeviceId;

/** The one place where what devices do by themselves enters the audit log. Safe for any thread; nothing here waits for the disk. */
final class DeviceAudit {

    private static final String KEY = "device key";

    private final AuditTrail trail;

    DeviceAudit(AuditTrail trail) {
        this.trail = trail;
    }

    /** Somebody who has not the device's credential connected as the device. */
    void refused(DeviceId device, String address) {
        Origin stranger = new Origin(Optional.empty(), Optional.empty(), Optional.of(address), Optional.empty());
        trail.refused(trail.event("device.connect")
                .from(stranger)
                .about(device)
                .ended(Outcome.refused("the device's credential was not proved")));
    }

    /** A device named another one as the speaker. */
    void spokeForAnother(DeviceSession session, DeviceId other) {
        trail.refused(event("device.impersonate", session.device(), session.address(), session.proven())
                .with(Map.of("as", other.value()))
                .ended(Outcome.refused("a device speaks for itself only")));
    }

    /** A device proves who it is; recorded if it does so with its new key, which ends the old one. */
    <T> T proving(DeviceId device, String address, Supplier<T> proof) {
        return new AuditScope(event("device.key-changed", device, address, true)).during(proof);
    }

    /** A device without a credential connects; recorded if it was unknown until now. */
    void registering(DeviceId device, String address, Runnable registration) {
        new AuditScope(event("device.register", device, address, false)).during(() -> {
            registration.run();
            return device;
        });
    }

    /** It is looked whether another machine uses the device's key; recorded if so. */
    <T> T watching(DeviceSession session, Supplier<T> look) {
        return new AuditScope(event("device.duplicate-key", session.device(), session.address(), true)).during(look);
    }

    private AuditEvent event(String action, DeviceId device, String address, boolean proven) {
        return trail.event(action)
                .from(new Origin(
                        Optional.of(device.value()),
                        Optional.of(proven ? KEY : "open enrolment"),
                        Optional.of(address),
                        Optional.empty()))
                .about(device);
    }
}
