package no.itagenten.fleet.fleetd.oidc;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import java.io.IOException;
import java.text.ParseException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An issuer's keys, found by its discovery document (OpenID Connect Discovery 1.0), kept for an hour, and asked for again when a
 * token names another one: at most every 30 seconds, since strangers can name what they like. While the issuer is away the keys are
 * good for a day. Safe for any thread; may block for the time of two answers.
 */
final class IssuerKeys {

    private static final Logger log = LoggerFactory.getLogger(IssuerKeys.class);

    static final Duration FRESH = Duration.ofHours(1);
    static final Duration USABLE = Duration.ofHours(24);
    static final Duration BETWEEN_TRIES = Duration.ofSeconds(30);

    private final String issuer;
    private final IssuerHttp http;
    private final LongSupplier nanoTime;
    private final Duration turn;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile Optional<Fetched> fetched = Optional.empty();
    private Optional<Long> triedAt = Optional.empty();

    private record Fetched(JWKSet keys, DiscoveryDocument document, long at) {}

    /** @param turn how long to wait while somebody else asks the issuer */
    IssuerKeys(String issuer, IssuerHttp http, LongSupplier nanoTime, Duration turn) {
        this.issuer = issuer;
        this.http = http;
        this.nanoTime = nanoTime;
        this.turn = turn;
    }

    /** The key of that name, if the issuer has it and signs by it. */
    Optional<JWK> key(String keyId) {
        Optional<JWK> known = inCache(keyId, FRESH);
        if (known.isPresent()) {
            return known;
        }
        refresh(keyId);
        return inCache(keyId, USABLE);
    }

    private Optional<JWK> inCache(String keyId, Duration atMost) {
        return fetched.filter(cache -> nanoTime.getAsLong() - cache.at() < atMost.toNanos())
                .map(cache -> cache.keys().getKeyByKeyId(keyId))
                .filter(key -> key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE));
    }

    /**
     * An address that the discovery document names; empty if it names none, or is not to be had.
     *
     * @throws IOException if the address is not as safe as the issuer's own
     */
    Optional<String> endpoint(String name) throws IOException {
        if (fetched.isEmpty()) {
            refresh("");
        }
        Optional<Fetched> known = fetched;
        return known.isEmpty() ? Optional.empty() : known.get().document().endpoint(name);
    }

    /** @param keyId whom it is for: whoever waited while somebody else found it asks no more */
    private void refresh(String keyId) {
        try {
            if (!fetching.tryLock(turn.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        try {
            long now = nanoTime.getAsLong();
            boolean tooSoon =
                    triedAt.filter(at -> now - at < BETWEEN_TRIES.toNanos()).isPresent();
            if (tooSoon || inCache(keyId, FRESH).isPresent()) {
                return;
            }
            triedAt = Optional.of(now);
            fetched = Optional.of(fetch(now));
        } catch (IOException e) {
            log.warn("The keys of {} are not to be had: {}", issuer, e.getMessage());
        } finally {
            fetching.unlock();
        }
    }

    private Fetched fetch(long now) throws IOException {
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        var document = new DiscoveryDocument(issuer, http.get(base + "/.well-known/openid-configuration"));
        String keys = document.endpoint("jwks_uri").orElseThrow(() -> new IOException("it names no keys"));
        try {
            return new Fetched(JWKSet.parse(http.get(keys).toString()), document, now);
        } catch (ParseException | IllegalArgumentException e) {
            throw new IOException("what it calls its keys are none", e);
        }
    }
}
