package no.itagenten.fleet.fleetd.device;

import no.itagenten.fleet.protocol.DeviceId;

/** A device cannot be called so, because another one is. Whoever does not reach that one must not be told which it is. */
public final class NameTakenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient DeviceId by;

    NameTakenException(String name, Device by) {
        super("the name '" + name + "' is taken by the device '" + by.id() + "'"
                + (by.labels().name().equals(by.id().value())
                        ? ""
                        : ", called '" + by.labels().name() + "'")
                + "; choose another, or rename that one first");
        this.by = by.id();
    }

    /** The device that is called so. */
    public DeviceId by() {
        return by;
    }
}
