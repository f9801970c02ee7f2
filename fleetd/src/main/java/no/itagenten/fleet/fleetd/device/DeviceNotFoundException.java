package no.itagenten.fleet.fleetd.device;

import no.itagenten.fleet.protocol.DeviceId;

/** No device has that id. */
public final class DeviceNotFoundException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DeviceNotFoundException(DeviceId id) {
        super("there is no device '" + id + "'; fleetctl devices lists them");
    }
}
