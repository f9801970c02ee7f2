package no.itagenten.fleet.fleetd.access;

import java.util.Locale;

/** What a caller may do; each role may do all that an earlier one may. */
public enum Role {
    /** Reads. */
    VIEWER,
    /** Gives commands and edits devices. */
    OPERATOR,
    /** Decides who and what belongs to the fleet. */
    ADMIN;

    /** Whether this role may do all that the other may. */
    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }

    /** The name in REST answers. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
