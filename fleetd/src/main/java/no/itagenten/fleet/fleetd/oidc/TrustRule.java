package no.itagenten.fleet.fleetd.oidc;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import no.itagenten.fleet.fleetd.access.Rights;

/**
 * Whom an issuer's word is taken for, and as what. Immutable.
 *
 * @param name what logins by it are called, and remembered by
 * @param claims what a token has to say: each claim one of these values, or a list with one of them in it; never empty
 * @param as what it then makes of the caller
 * @param atMost how long such a login lasts
 */
record TrustRule(String name, Map<String, Set<String>> claims, Outcome as, Duration atMost) {

    /** What a rule makes of somebody. */
    sealed interface Outcome {}

    /** Somebody with these rights, who goes by the rule and that claim. */
    record Holder(Rights rights, String nameClaim) implements Outcome {}

    /** The user of the name that stands in that claim. */
    record KnownUser(String claim) implements Outcome {}

    TrustRule {
        claims = Map.copyOf(claims);
        if (claims.isEmpty()) {
            throw new IllegalArgumentException(
                    "the rule '" + name + "' has no 'claims', so it would let in whoever this issuer knows; say which");
        }
    }

    boolean fits(JWTClaimsSet token) {
        return claims.entrySet().stream()
                .allMatch(wanted ->
                        values(token.getClaim(wanted.getKey())).stream().anyMatch(wanted.getValue()::contains));
    }

    /** Of the user a token speaks for; empty if it does not say, or has not verified the address that it says. */
    static Optional<String> userIn(JWTClaimsSet token, String claim) {
        if (claim.equals("email") && !Boolean.TRUE.equals(token.getClaim("email_verified"))) {
            return Optional.empty();
        }
        return Optional.ofNullable(token.getClaim(claim))
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }

    private static List<String> values(Object claim) {
        if (claim instanceof Collection<?> several) {
            return several.stream()
                    .filter(TrustRule::isScalar)
                    .map(String::valueOf)
                    .toList();
        }
        return isScalar(claim) ? List.of(String.valueOf(claim)) : List.of();
    }

    private static boolean isScalar(Object value) {
        return value instanceof String || value instanceof Boolean || value instanceof Number;
    }
}
