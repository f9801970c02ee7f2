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
    AGENT_UPDATE,
    ROTATE_KEY;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
