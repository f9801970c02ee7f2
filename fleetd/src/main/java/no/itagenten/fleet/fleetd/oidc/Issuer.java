package no.itagenten.fleet.fleetd.oidc;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Clock;
import java.util.Optional;
import no.itagenten.fleet.fleetd.access.VouchingRule;

/** A trusted issuer with its keys: believes its tokens, and says what they make of whoever brings one. Safe for any thread; may block. */
final class Issuer {

    private static final int LONGEST_NAME = 100;

    private final TrustedIssuer settings;
    private final IssuerKeys keys;
    private final Clock clock;

    Issuer(TrustedIssuer settings, IssuerKeys keys, Clock clock) {
        this.settings = settings;
        this.keys = keys;
        this.clock = clock;
    }

    TrustedIssuer settings() {
        return settings;
    }

    IssuerKeys keys() {
        return keys;
    }

    /** Empty if the token is not to be believed, or no rule fits it. */
    Optional<Vouching> vouching(IdentityToken token, String audience) {
        return keys.key(token.keyId())
                .flatMap(key -> token.believed(key, audience, clock.instant()))
                .flatMap(this::vouching);
    }

    private Optional<Vouching> vouching(JWTClaimsSet claims) {
        return settings.rules().stream()
                .filter(rule -> rule.fits(claims))
                .findFirst()
                .flatMap(rule -> vouching(rule, claims));
    }

    private Optional<Vouching> vouching(TrustRule rule, JWTClaimsSet claims) {
        VouchingRule by = new VouchingRule(settings.url(), rule.name());
        if (rule.as() instanceof TrustRule.KnownUser user) {
            return TrustRule.userIn(claims, user.claim()).map(name -> new Vouching.User(by, name, rule.atMost()));
        }
        String claim = ((TrustRule.Holder) rule.as()).nameClaim();
        String name = claims.getClaim(claim) instanceof String text ? text : claims.getSubject();
        return Optional.of(new Vouching.Holder(by, rule.name() + ":" + plain(name), rule.atMost()));
    }

    /** What an issuer's users call themselves is shown to people, and stands in logs. */
    private static String plain(String text) {
        String plain = text.replaceAll("[^A-Za-z0-9._@:/+-]", "_");
        return plain.length() > LONGEST_NAME ? plain.substring(0, LONGEST_NAME) : plain;
    }
}
