package no.itagenten.fleet.fleetd.access;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import no.itagenten.fleet.protocol.rest.AccessTokenView;
import no.itagenten.fleet.protocol.rest.CommandType;

/**
 * A bearer token for the REST API, by the hash of its secret. Immutable.
 *
 * @param name what its calls go by
 * @param may the only kinds of commands it may give; empty: all that its role may
 * @param hint the secret's last characters
 * @param createdBy empty for the first one
 * @param lastUsedAt as written last; {@link Credentials} knows better
 */
public record AccessToken(
        String hash,
        String id,
        Kind kind,
        String name,
        Role role,
        Scope scope,
        Set<CommandType> may,
        String hint,
        Optional<String> createdBy,
        Instant createdAt,
        Optional<Instant> expiresAt,
        Optional<Instant> lastUsedAt,
        Optional<Instant> revokedAt) {

    /** Where a token comes from. */
    public enum Kind {
        /** The administrator's, made by the first start. */
        FIRST,
        /** A machine's. */
        API;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether it opens anything, as far as it alone decides that. */
    boolean isGood(Instant now) {
        return revokedAt.isEmpty() && expiresAt.map(now::isBefore).orElse(true);
    }

    AccessToken revoked(Instant now) {
        return new AccessToken(
                hash,
                id,
                kind,
                name,
                role,
                scope,
                may,
                hint,
                createdBy,
                createdAt,
                expiresAt,
                lastUsedAt,
                Optional.of(revokedAt.orElse(now)));
    }

    /** @param secret the whole of it, only in the answer to its creation */
    AccessTokenView view(Optional<String> secret, Optional<Instant> lastUse) {
        List<String> types = may.stream().map(CommandType::wireName).sorted().toList();
        return new AccessTokenView(
                id,
                name,
                kind.wireName(),
                role.wireName(),
                scope.venues(),
                scope.tags(),
                types,
                hint,
                secret,
                createdBy,
                createdAt,
                expiresAt,
                lastUse,
                revokedAt);
    }

    @Override
    public String toString() {
        return kind + " " + id;
    }
}
