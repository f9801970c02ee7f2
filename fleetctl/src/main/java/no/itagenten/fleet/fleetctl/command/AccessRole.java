package no.itagenten.fleet.fleetctl.command;

import java.util.Locale;

/** What somebody may do, as it is typed. */
enum AccessRole {
    VIEWER,
    OPERATOR,
    ADMIN;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
