package no.itagenten.fleet.fleetd.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import no.itagenten.fleet.fleetd.audit.AuditScope;
import no.itagenten.fleet.fleetd.jwt.AccessTokens;
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
    private static final int MOST_OF_ONE_HOLDER = 20;

    private final Credentials credentials;
    private final AccessStore store;
    private final Clock clock;
    private final People people;
    private final Tokens tokens;
    private final Logins logins;
    private final AccessTokens accessTokens;

    /**
     * @param accessTokens signs and checks the tokens of logins
     * @param ofRules the rights of those for whom a trusted issuer vouches, by the rule; empty: those of the user that it names
     */
    public Access(
            AccessStore store, AccessTokens accessTokens, Map<VouchingRule, Optional<Rights>> ofRules, Clock clock) {
        this.credentials = new Credentials(store, ofRules, clock);
        this.store = store;
        this.clock = clock;
        this.people = new People(credentials, store, clock);
        this.accessTokens = accessTokens;
        this.logins = new Logins(credentials, store, accessTokens, clock);
        this.tokens = new Tokens(credentials, store, clock, logins);
    }

    /** Those who log in with a password. */
    public People people() {
        return people;
    }

    /** The bearer tokens. */
    public Tokens tokens() {
        return tokens;
    }

    /** Those who are logged in by {@code fleetctl}. */
    public Logins logins() {
        return logins;
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
        return AccessTokens.hasForm(token) ? byAccessToken(token) : byOpaqueToken(token);
    }

    private Optional<Principal> byAccessToken(String token) {
        Optional<Principal> holder = accessTokens
                .login(token)
                .flatMap(login -> credentials.judge(new Credential(Credential.Kind.LOGIN, login)));
        holder.ifPresent(known -> credentials.used(known.credential().key()));
        return holder;
    }

    /** The same for tokens that are not of a login: one that is good for minutes must not open a session of days. */
    public Optional<Principal> byOpaqueToken(String token) {
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

    /**
     * Opens a session for the holder of a token and returns its secret, for the cookie. It ends with the token; of too many, the one
     * opened longest ago ends.
     */
    public String openSession(Principal holder) {
        AuditScope.by(holder.name(), holder.via());
        synchronized (credentials.decisions) {
            return open(Optional.empty(), Optional.of(holder.credential().key()));
        }
    }

    /** Opens a session for somebody who has just given a password. Of too many, the one opened longest ago ends. */
    public String openSession(Person person) {
        synchronized (credentials.decisions) {
            credentials.requireUnchanged(person);
            return open(Optional.of(person.name()), Optional.empty());
        }
    }

    private String open(Optional<String> person, Optional<String> token) {
        Instant now = clock.instant();
        List<String> others = credentials.sessions().stream()
                .filter(session ->
                        session.person().equals(person) && session.token().equals(token))
                .sorted(Comparator.comparing(AccessStore.Session::expiresAt))
                .map(AccessStore.Session::hash)
                .toList();
        List<String> tooMany = others.subList(0, Math.max(0, others.size() + 1 - MOST_OF_ONE_HOLDER));
        if (!tooMany.isEmpty()) {
            AuditScope.note("ended_sessions", Integer.toString(tooMany.size()));
        }
        String secret = Secrets.next("", 43);
        var session = new AccessStore.Session(Secrets.hash(secret), person, token, now.plus(SESSION));
        store.save(session, tooMany).join();
        credentials.remove(List.of(), tooMany);
        credentials.put(session);
        return secret;
    }

    /**
     * Ends what the caller is logged in by: a session or a login. A machine's token stays; it is revoked by an admin.
     *
     * @return whether something ended
     */
    public boolean logOut(Principal caller) {
        Credential by = caller.credential();
        synchronized (credentials.decisions) {
            switch (by.kind()) {
                case TOKEN -> {
                    return false;
                }
                case LOGIN -> logins.end(List.of(by.key()));
                case SESSION -> {
                    store.delete(List.of(), List.of(), List.of(by.key())).join();
                    credentials.remove(List.of(), List.of(by.key()));
                }
            }
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
            List<String> loginIds = credentials.logins().stream()
                    .filter(login -> !credentials.isGood(login))
                    .map(Login::id)
                    .toList();
            if (tokenHashes.isEmpty() && sessionHashes.isEmpty() && loginIds.isEmpty()) {
                return;
            }
            store.delete(tokenHashes, loginIds, sessionHashes).join();
            credentials.remove(tokenHashes, sessionHashes);
            credentials.removeLogins(loginIds);
        }
    }
}
