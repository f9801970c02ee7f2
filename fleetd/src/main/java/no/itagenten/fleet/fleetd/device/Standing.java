package no.itagenten.fleet.fleetd.device;

/** By what right a device is there. */
public enum Standing {
    /** It has no credential: it registered itself where that is allowed, or its credential was reset. */
    WITHOUT_CREDENTIAL,
    /** It enrolled, and waits until an admin approves of it. It may not connect. */
    PENDING,
    /** It enrolled, and proves itself by its own key. */
    ENROLLED
}
