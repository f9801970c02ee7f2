package no.itagenten.fleet.fleetd.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import no.itagenten.fleet.fleetd.audit.AuditScope;
import no.itagenten.fleet.fleetd.secret.Secrets;
import no.itagenten.fleet.protocol.rest.AccessTokenRequest;
import no.itagenten.fleet.protocol.rest.AccessTokenView;

/**
 * Bearer tokens: those of machines and the one of the first start; listed and revoked with the logins. A secret is in the answer to its creation and
 * nowhere else. Safe for any thread; what changes something blocks until committed.
 */
public final class Tokens {

    private static final int MOST = 1_000;
    private static final Duration USUAL = Duration.ofDays(90);
    private static final Duration LONGEST = Duration.ofDays(3_660);

    private final Credentials credentials;
    private final AccessStore store;
    private final Clock clock;
    private final Logins logins;

    Tokens(Credentials credentials, AccessStore store, Clock clock, Logins logins) {
        this.credentials = credentials;
        this.store = store;
        this.clock = clock;
        this.logins = logins;
    }

    static String hint(String secret) {
        return secret.substring(secret.length() - 4);
    }

    /** All tokens and logins that are good, and tokens of machines that ended lately; newest first. */
    public List<AccessTokenView> list() {
        Stream<AccessTokenView> tokens = credentials.tokens().stream()
                .filter(token -> token.kind() == AccessToken.Kind.API || credentials.isGood(token))
                .map(token -> token.view(Optional.empty(), credentials.lastUse(token)));
        Stream<AccessTokenView> logins = credentials.logins().stream().flatMap(login -> view(login).stream());
        return Stream.concat(tokens, logins)
                .sorted(Comparator.comparing(AccessTokenView::createdAt)
                        .reversed()
                        .thenComparing(AccessTokenView::id))
                .toList();
    }

    /** Empty if it is over. */
    private Optional<AccessTokenView> view(Login login) {
        return credentials
                .judge(new Credential(Credential.Kind.LOGIN, login.id()))
                .map(holder -> login.view(holder, credentials.use(login)));
    }

    /**
     * Makes a machine's token.
     *
     * @throws IllegalArgumentException if a part does not fit; names it
     * @throws AccessConflictException if the name is taken
     */
    public AccessTokenView create(AccessTokenRequest request, String by) {
        Person.requireName(request.name());
        long seconds = request.expiresInSeconds().orElse(USUAL.toSeconds());
        if (seconds < 60 || seconds > LONGEST.toSeconds()) {
            throw new IllegalArgumentException("a token is good for 1 minute to " + LONGEST.toDays() + " days");
        }
        Rights rights = Rights.of(
                request.role(),
                request.venues().orElse(List.of()),
                request.tags().orElse(List.of()),
                request.may().orElse(List.of()));
        Instant now = clock.instant();
        String secret = TokenSecret.next(TokenSecret.API);
        AccessToken token = new AccessToken(
                Secrets.hash(secret),
                Secrets.next("at-", 10),
                AccessToken.Kind.API,
                request.name(),
                rights.role(),
                rights.scope(),
                rights.may(),
                hint(secret),
                Optional.of(by),
                now,
                Optional.of(now.plusSeconds(seconds)),
                Optional.empty(),
                Optional.empty());
        synchronized (credentials.decisions) {
            if (credentials.isTaken(token.name())) {
                throw new AccessConflictException("the name '" + token.name()
                        + "' is taken, by a user or by another token; choose another, or revoke that token first");
            }
            if (credentials.tokens().stream()
                            .filter(other -> other.kind() == AccessToken.Kind.API && credentials.isGood(other))
                            .count()
                    >= MOST) {
                throw new AccessConflictException("there are " + MOST + " tokens, which is as many as there can be");
            }
            AuditScope.note("token", token.id());
            store.insert(token).join();
            credentials.put(token);
        }
        return token.view(Optional.of(secret), Optional.empty());
    }

    /**
     * Revokes a token, and ends the sessions it opened; or ends a login. A token that is revoked already stays so.
     *
     * @throws NoSuchAccessException if there is none of that id
     * @throws AccessConflictException if nobody could administer the server afterwards
     */
    public void revoke(String id) {
        synchronized (credentials.decisions) {
            if (credentials.logins().stream().anyMatch(login -> login.id().equals(id))) {
                logins.end(List.of(id));
                return;
            }
            AccessToken token = credentials.tokens().stream()
                    .filter(other -> other.id().equals(id))
                    .findFirst()
                    .orElseThrow(
                            () -> new NoSuchAccessException("there is no such token; fleetctl token list shows all"));
            if (token.kind() == AccessToken.Kind.FIRST
                    && !credentials.hasAdminBesides(Optional.empty(), Optional.of(token.hash()))) {
                throw new AccessConflictException(
                        "this is the only way left to administer the server; make a user with the role admin first");
            }
            AccessToken revoked = token.revoked(clock.instant());
            store.revoke(List.of(revoked)).join();
            credentials.put(revoked);
        }
    }
}
