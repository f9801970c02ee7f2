package no.itagenten.fleet.fleetd.access;

import java.util.Locale;
import no.itagenten.fleet.protocol.Text;

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

    /** @throws IllegalArgumentException if it is none of the names in REST answers */
    public static Role of(String wireName) {
        for (Role role : values()) {
            if (role.wireName().equals(wireName)) {
                return role;
            }
        }
        throw new IllegalArgumentException(
                "'" + Text.excerpt(wireName, 40) + "' is no role; there are viewer, operator, admin");
    }

    /** The name in REST answers. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
