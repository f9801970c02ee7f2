package no.itagenten.fleet.fleetd.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An identity token of another's (OpenID Connect Core 1.0, 2), read and not yet believed. What its header says decides nothing but
 * which of the issuer's keys is tried, and that only by an algorithm of that key's kind. Immutable.
 */
final class IdentityToken {

    private static final int LONGEST = 16 * 1024;

    /** How far the issuer's clock and ours may be apart. */
    private static final Duration CLOCKS_APART = Duration.ofSeconds(60);

    private static final Map<JWSAlgorithm, Class<? extends JWK>> ALGORITHMS = Map.of(
            JWSAlgorithm.RS256, RSAKey.class,
            JWSAlgorithm.RS384, RSAKey.class,
            JWSAlgorithm.RS512, RSAKey.class,
            JWSAlgorithm.PS256, RSAKey.class,
            JWSAlgorithm.ES256, ECKey.class,
            JWSAlgorithm.ES384, ECKey.class,
            JWSAlgorithm.ES512, ECKey.class);

    private static final int SHORTEST_RSA_KEY = 2_048;

    private final SignedJWT token;
    private final JWTClaimsSet claims;

    private IdentityToken(SignedJWT token, JWTClaimsSet claims) {
        this.token = token;
        this.claims = claims;
    }

    /** Empty if it is none. */
    static Optional<IdentityToken> read(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            SignedJWT token = SignedJWT.parse(text);
            JWSHeader header = token.getHeader();
            boolean plain = header.getCriticalParams() == null
                    && header.getKeyID() != null
                    && header.isBase64URLEncodePayload()
                    // an access token, which is marked as one, is not for logging in by
                    && (header.getType() == null || header.getType().equals(JOSEObjectType.JWT));
            JWTClaimsSet claims = token.getJWTClaimsSet();
            return plain && claims != null && ALGORITHMS.containsKey(header.getAlgorithm())
                    ? Optional.of(new IdentityToken(token, claims))
                    : Optional.empty();
        } catch (ParseException | RuntimeException e) {
            return Optional.empty(); // whatever is wrong with it, it is none
        }
    }

    /** Who says it issued it. */
    Optional<String> issuer() {
        return Optional.ofNullable(claims.getIssuer());
    }

    String keyId() {
        return token.getHeader().getKeyID();
    }

    /** What it says, if that key signed it, and it is for that audience and good now. */
    Optional<JWTClaimsSet> believed(JWK key, String audience, Instant now) {
        return isSignedBy(key) && isFor(audience) && isGood(now) ? Optional.of(claims) : Optional.empty();
    }

    private boolean isSignedBy(JWK key) {
        JWSAlgorithm algorithm = token.getHeader().getAlgorithm();
        boolean fits = ALGORITHMS.get(algorithm).isInstance(key)
                && (key.getAlgorithm() == null || key.getAlgorithm().equals(algorithm));
        try {
            return fits && token.verify(verifier(key));
        } catch (JOSEException e) {
            return false;
        }
    }

    private static JWSVerifier verifier(JWK key) throws JOSEException {
        if (key instanceof RSAKey rsa) {
            if (rsa.size() < SHORTEST_RSA_KEY) {
                throw new JOSEException("a key as short as this can be found");
            }
            return new RSASSAVerifier(rsa.toRSAPublicKey());
        }
        return new ECDSAVerifier(key.toECKey().toECPublicKey());
    }

    /** One that is for others too could have been taken from them. */
    private boolean isFor(String audience) {
        return List.of(audience).equals(claims.getAudience());
    }

    private boolean isGood(Instant now) {
        Date expires = claims.getExpirationTime();
        Date issued = claims.getIssueTime();
        Date notBefore = claims.getNotBeforeTime();
        Instant latest = now.plus(CLOCKS_APART);
        return expires != null
                && now.isBefore(expires.toInstant())
                && issued != null
                && !issued.toInstant().isAfter(latest)
                && (notBefore == null || !notBefore.toInstant().isAfter(latest))
                && claims.getSubject() != null;
    }
}
