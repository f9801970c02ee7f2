package no.itagenten.fleet.protocol.rest;

import java.util.Locale;

/** The kinds of commands. */
public enum CommandType {
    RESTART,
    UPDATE,
    REBOOT,
    UNBLOCK,
    SERVICE,
    BUNDLE,
    ROTATE_KEY;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
