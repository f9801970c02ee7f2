package no.itagenten.fleet.fleetd.access;

import java.util.Locale;
import java.util.Set;
import no.itagenten.fleet.protocol.rest.CommandType;

/**
 * Who calls, as what, and by which credential. Two of them are equal only as long as nothing about the caller's rights has changed.
 *
 * @param name the user's, or the token's where it is no user's
 * @param may the only kinds of commands it may give; empty: all that its role may
 * @param credential how it proved that
 */
public record Principal(String name, Role role, Scope scope, Set<CommandType> may, Credential credential) {

    public Principal {
        may = Set.copyOf(may);
    }

    /** Whether it reaches the whole fleet and is not kept to some kinds of commands. */
    public boolean isUnlimited() {
        return !scope.isLimited() && may.isEmpty();
    }

    /** Whether it may give commands of that kind, and take them back. */
    public boolean mayGive(CommandType type) {
        Role needed = type == CommandType.ROTATE_KEY ? Role.ADMIN : Role.OPERATOR;
        return role.includes(needed) && (may.isEmpty() || may.contains(type));
    }

    /** By what it proved that, in a word: {@code token} or {@code session}. */
    public String via() {
        return credential.kind().name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return name + " (" + role.wireName() + ")";
    }
}
