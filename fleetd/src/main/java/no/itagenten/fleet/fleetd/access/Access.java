package no.itagenten.fleet.fleetd.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import no.itagenten.fleet.fleetd.secret.Secrets;

/**
 * Says who a caller is, by bearer token or dashboard session. Everything needed to judge a request is in memory. Safe for any
 * thread; the writing methods block until committed.
 */
public final class Access {

    /** How long a dashboard session lasts. */
    public static final Duration SESSION = Duration.ofDays(7);

    /** How long a machine's token that has ended is still listed. */
    private static final Duration KEEP_ENDED = Duration.ofDays(90);

    private static final String ADMIN = "admin";
    private static final int MAX_SESSIONS = 10_000;

    private final Credentials credentials;
    private final AccessStore store;
    private final Clock clock;
    private final People people;
    private final Tokens tokens;

    public Access(AccessStore store, Clock clock) {
        this.credentials = new Credentials(store, clock);
        this.store = store;
        this.clock = clock;
        this.people = new People(credentials, store, clock);
        this.tokens = new Tokens(credentials, store, clock);
    }

    /** Those who log in with a password. */
    public People people() {
        return people;
    }

    /** The bearer tokens. */
    public Tokens tokens() {
        return tokens;
    }

    /** Called after anybody's rights have changed; must not block. */
    public void onChange(Runnable listener) {
        credentials.onChange(listener);
    }

    /** Whether an admin token was ever made, revoked or not: if so, none is made by itself again. */
    public boolean initialised() {
        return credentials.tokens().stream().anyMatch(token -> token.kind() == AccessToken.Kind.FIRST);
    }

    /**
     * Makes {@code token} the one admin token of the first start: earlier ones, and the sessions they opened, end.
     *
     * @param token the secret; only its hash is kept
     */
    public void installAdminToken(String token) {
        Instant now = clock.instant();
        synchronized (credentials.decisions) {
            List<AccessToken> earlier = credentials.tokens().stream()
                    .filter(other -> other.kind() == AccessToken.Kind.FIRST)
                    .map(other -> other.revoked(now))
                    .toList();
            AccessToken installed = new AccessToken(
                    Secrets.hash(token),
                    Secrets.next("at-", 10),
                    AccessToken.Kind.FIRST,
                    ADMIN,
                    Role.ADMIN,
                    Scope.EVERYTHING,
                    Set.of(),
                    Tokens.hint(token),
                    Optional.empty(),
                    now,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
            store.revoke(earlier).join();
            store.insert(installed).join();
            earlier.forEach(credentials::put);
            credentials.put(installed);
        }
    }

    /** Who holds that bearer token; empty if it is unknown, revoked or over, or its holder may not log in any more. */
    public Optional<Principal> byToken(String token) {
        if (!TokenSecret.mayBe(token)) {
            return Optional.empty();
        }
        String hash = Secrets.hash(token);
        Optional<Principal> holder = credentials.judge(new Credential(Credential.Kind.TOKEN, hash));
        holder.ifPresent(known -> credentials.used(hash));
        return holder;
    }

    /** Who opened the session of that secret; empty if there is none or it has ended. */
    public Optional<Principal> bySession(String secret) {
        return credentials.judge(new Credential(Credential.Kind.SESSION, Secrets.hash(secret)));
    }

    /** Whether that is still so: the credential is good, and the rights are the same. */
    public boolean holds(Principal principal) {
        return credentials.judge(principal.credential()).equals(Optional.of(principal));
    }

    /** Whether somebody's reach goes by one of these. */
    boolean anyScopeTurnsOn(Set<String> venues, Set<String> tags) {
        return credentials.anyScopeTurnsOn(venues, tags);
    }

    /** Opens a session for the holder of a token and returns its secret, for the cookie. It ends with the token. */
    public String openSession(Principal holder) {
        synchronized (credentials.decisions) {
            return open(Optional.empty(), Optional.of(holder.credential().hash()));
        }
    }

    /** Opens a session for somebody who has just given a password. */
    public String openSession(Person person) {
        synchronized (credentials.decisions) {
            credentials.requireUnchanged(person);
            return open(Optional.of(person.name()), Optional.empty());
        }
    }

    private String open(Optional<String> person, Optional<String> token) {
        Instant now = clock.instant();
        if (credentials.sessions().size() >= MAX_SESSIONS) {
            forgetOld();
        }
        String secret = Secrets.next("", 43);
        var session = new AccessStore.Session(Secrets.hash(secret), person, token, now.plus(SESSION));
        store.insert(session).join();
        credentials.put(session);
        return secret;
    }

    /**
     * Ends what the caller is logged in by: a session, or the token of a login. A machine's token stays; it is revoked by an admin.
     *
     * @return whether something ended
     */
    public boolean logOut(Principal caller) {
        Credential by = caller.credential();
        synchronized (credentials.decisions) {
            List<String> loginTokens = credentials.tokens().stream()
                    .filter(token -> token.kind() == AccessToken.Kind.LOGIN
                            && by.equals(new Credential(Credential.Kind.TOKEN, token.hash())))
                    .map(AccessToken::hash)
                    .toList();
            List<String> sessions = credentials.sessions().stream()
                    .filter(session -> by.equals(new Credential(Credential.Kind.SESSION, session.hash()))
                            || session.token().filter(loginTokens::contains).isPresent())
                    .map(AccessStore.Session::hash)
                    .toList();
            if (loginTokens.isEmpty() && sessions.isEmpty()) {
                return false;
            }
            store.delete(loginTokens, sessions).join();
            credentials.remove(loginTokens, sessions);
            return true;
        }
    }

    /** Writes when tokens were used last. Called once a minute. */
    public CompletableFuture<Void> writeUses() {
        Map<String, Instant> uses = credentials.takeUnwrittenUses();
        return uses.isEmpty() ? CompletableFuture.completedFuture(null) : store.used(uses);
    }

    /** Removes sessions and logins that are over, and tokens that ended long ago. */
    public void forgetOld() {
        Instant now = clock.instant();
        synchronized (credentials.decisions) {
            List<String> tokenHashes = credentials.tokens().stream()
                    .filter(token -> switch (token.kind()) {
                        case FIRST -> false;
                        case LOGIN -> !credentials.isGood(token);
                        case API ->
                            token.revokedAt()
                                    .or(token::expiresAt)
                                    .filter(end -> end.plus(KEEP_ENDED).isBefore(now))
                                    .isPresent();
                    })
                    .map(AccessToken::hash)
                    .toList();
            List<String> sessionHashes = credentials.sessions().stream()
                    .filter(session -> !now.isBefore(session.expiresAt())
                            || session.token().filter(tokenHashes::contains).isPresent())
                    .map(AccessStore.Session::hash)
                    .toList();
            if (tokenHashes.isEmpty() && sessionHashes.isEmpty()) {
                return;
            }
            store.delete(tokenHashes, sessionHashes).join();
            credentials.remove(tokenHashes, sessionHashes);
        }
    }
}
