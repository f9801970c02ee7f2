package no.itagenten.fleet.protocol.rest;

/** Whether a device that enrols is let in at once. */
public enum Approval {
    /** It is. */
    AUTO,
    /** It waits until an admin approves of it. */
    MANUAL
}
