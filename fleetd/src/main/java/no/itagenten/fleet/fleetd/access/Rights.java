package no.itagenten.fleet.fleetd.access;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import no.itagenten.fleet.protocol.Text;
import no.itagenten.fleet.protocol.rest.CommandType;

/**
 * What somebody may do, and where. Immutable.
 *
 * @param may the only kinds of commands; empty: all that the role may
 */
public record Rights(Role role, Scope scope, Set<CommandType> may) {

    /** @throws IllegalArgumentException if the parts do not go together */
    public Rights {
        may = Set.copyOf(may);
        if (!may.isEmpty() && role != Role.OPERATOR) {
            throw new IllegalArgumentException("'may' limits the commands of the role operator, not of another one");
        }
    }

    /**
     * From what people write.
     *
     * @throws IllegalArgumentException if a part does not fit; names it
     */
    public static Rights of(String role, List<String> venues, List<String> tags, List<String> may) {
        Role known = Role.of(role);
        Set<CommandType> types = may.stream().map(Rights::commandType).collect(Collectors.toUnmodifiableSet());
        return new Rights(known, new Scope(venues, tags), types);
    }

    private static CommandType commandType(String name) {
        return Stream.of(CommandType.values())
                .filter(type -> type.wireName().equals(name.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("'" + Text.excerpt(name, 40) + "' is no command; there are "
                                + Stream.of(CommandType.values())
                                        .map(CommandType::wireName)
                                        .collect(Collectors.joining(", "))));
    }
}
