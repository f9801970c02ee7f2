package no.itagenten.fleet.fleetd.session;

import java.util.Optional;
import no.itagenten.fleet.fleetd.device.DeviceRegistry;
import no.itagenten.fleet.fleetd.enrollment.DeviceKey;
import no.itagenten.fleet.fleetd.enrollment.Enrollment;
import no.itagenten.fleet.protocol.DeviceId;

/**
 * What was decided about a connection that is about to be upgraded. The upgrade takes its time, and somebody may decide otherwise
 * meanwhile. Immutable.
 *
 * @param key by which the device proved itself; empty for one that had none to prove
 * @param address where it connects from
 */
record Admission(DeviceId device, Optional<DeviceKey> key, String address) {

    boolean proven() {
        return key.isPresent();
    }

    /** Whether it would still be decided so: the device is there, waits for nobody, and has that very credential. */
    boolean holds(Enrollment enrollment, DeviceRegistry devices) {
        return enrollment.keyOf(device).equals(key)
                && devices.find(device).filter(known -> !known.pending()).isPresent();
    }
}
