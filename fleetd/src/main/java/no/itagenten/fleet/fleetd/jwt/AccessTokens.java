package no.itagenten.fleet.fleetd.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.fleetd.secret.Secrets;

/**
 * Access tokens of logins: JWTs (RFC 9068 by form), signed by ES256 and nothing else. What a token says is whose login it is; what
 * that login may is looked up at every request. Safe for any thread; nothing here blocks.
 */
public final class AccessTokens {

    /** How long one is good. */
    public static final Duration LIFETIME = Duration.ofMinutes(15);

    /** The claim that names the login. */
    private static final String LOGIN = "sid";

    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");
    private static final int LONGEST = 2_048;

    /** The clock may have been set back a little since a token was signed. */
    private static final Duration CLOCK_SET_BACK = Duration.ofSeconds(30);

    private final SigningKeys keys;
    private final String issuer;
    private final String audience;
    private final Clock clock;

    /**
     * @param issuer the server's URL
     * @param serverId whom the tokens are for: no other server takes them, were its URL and key the same
     */
    public AccessTokens(SigningKeys keys, String issuer, String serverId, Clock clock) {
        this.keys = keys;
        this.issuer = issuer;
        this.audience = "urn:r58-fleet:" + serverId;
        this.clock = clock;
    }

    /** Whether a bearer token has the form of these, right or wrong; opaque ones have no full stop. */
    public static boolean hasForm(String token) {
        return token.indexOf('.') >= 0;
    }

    /** A token of that login, for whoever goes by that name. */
    public String issue(String login, String name) {
        Instant now = clock.instant();
        ECKey key = keys.signing();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(audience)
                .subject(name)
                .claim(LOGIN, login)
                .jwtID(Secrets.next("", 22))
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .build();
        SignedJWT token = new SignedJWT(header(key), claims);
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("a key on P-256 signs", e);
        }
        return token.serialize();
    }

    private static JWSHeader header(ECKey key) {
        return new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(TYPE)
                .keyID(key.getKeyID())
                .build();
    }

    /** Which login that token is of, if it is one of ours and good now. */
    public Optional<String> login(String token) {
        if (token.length() > LONGEST) {
            return Optional.empty();
        }
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        return keyOf(parts[0])
                .filter(key -> isSigned(key, parts))
                .flatMap(key -> claims(parts[1]))
                .filter(this::isGood)
                .map(claims -> (String) claims.getClaim(LOGIN));
    }

    /**
     * A header is compared with those that we write, as text, and never read: whatever else may stand in one, such as another
     * algorithm or a key of the sender's own, has no effect.
     */
    private Optional<ECKey> keyOf(String header) {
        return keys.verifying().stream()
                .filter(key -> header(key).toBase64URL().toString().equals(header))
                .findFirst();
    }

    private static boolean isSigned(ECKey key, String[] parts) {
        byte[] signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.UTF_8);
        Base64URL signature = new Base64URL(parts[2]);
        try {
            // Another spelling of the same signature would be the same token under another name.
            return Base64URL.encode(signature.decode()).equals(signature)
                    && new ECDSAVerifier(key.toECPublicKey()).verify(header(key), signed, signature);
        } catch (JOSEException e) {
            return false;
        }
    }

    private static Optional<JWTClaimsSet> claims(String payload) {
        try {
            return Optional.of(JWTClaimsSet.parse(new Base64URL(payload).decodeToString()));
        } catch (ParseException | RuntimeException e) {
            return Optional.empty(); // the parser has no checked exception for some of what is no claims
        }
    }

    private boolean isGood(JWTClaimsSet claims) {
        Instant now = clock.instant();
        return issuer.equals(claims.getIssuer())
                && List.of(audience).equals(claims.getAudience())
                && claims.getExpirationTime() != null
                && now.isBefore(claims.getExpirationTime().toInstant())
                && isPast(claims.getNotBeforeTime(), now)
                && isPast(claims.getIssueTime(), now)
                && claims.getJWTID() != null
                && claims.getClaim(LOGIN) instanceof String;
    }

    private static boolean isPast(Date time, Instant now) {
        return time != null && !time.toInstant().isAfter(now.plus(CLOCK_SET_BACK));
    }
}
