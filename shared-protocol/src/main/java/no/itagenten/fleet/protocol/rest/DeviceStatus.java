package no.itagenten.fleet.protocol.rest;

import java.util.Locale;

/** Whether the server hears from a device. */
public enum DeviceStatus {
    ONLINE,
    OFFLINE,
    /** It enrolled and waits for approval; until then it may not connect. */
    PENDING;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
