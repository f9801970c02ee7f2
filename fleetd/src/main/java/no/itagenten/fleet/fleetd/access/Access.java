package no.itagenten.fleet.fleetd.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import no.itagenten.fleet.fleetd.secret.Secrets;

/**
 * Says who a caller is, by bearer token or dashboard session. Everything needed to judge a request is in memory. Safe for any
 * thread; the writing methods block until committed.
 */
public final class Access {

    /** How long a dashboard session lasts. */
    public static final Duration SESSION = Duration.ofDays(7);

    private static final String ADMIN = "admin";
    private static final int MAX_SESSIONS = 10_000;

    private final Map<String, Principal> tokens = new ConcurrentHashMap<>();
    private final Map<String, AccessStore.Session> sessions = new ConcurrentHashMap<>();
    private final AccessStore store;
    private final Clock clock;

    public Access(AccessStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
        store.tokens().stream()
                .filter(token -> !token.revoked())
                .forEach(token -> tokens.put(token.hash(), principal(token.hash())));
        store.sessions().forEach(session -> sessions.put(session.hash(), session));
    }

    /** Whether an admin token was ever made, revoked or not: if so, none is made by itself again. */
    public boolean initialised() {
        return !store.tokens().isEmpty();
    }

    /**
     * Makes {@code token} the one admin token: earlier ones, and the sessions they opened, end.
     *
     * @param token the secret; only its hash is kept
     */
    public void installAdminToken(String token) {
        store.revokeAll(ADMIN).join();
        store.insert(new AccessStore.Token(Secrets.hash(token), ADMIN, Role.ADMIN, clock.instant(), false))
                .join();
        tokens.clear();
        tokens.put(Secrets.hash(token), principal(Secrets.hash(token)));
        sessions.values().removeIf(session -> session.name().equals(ADMIN));
    }

    /** Who holds that bearer token; empty if it is unknown or revoked. */
    public Optional<Principal> byToken(String token) {
        return Optional.ofNullable(tokens.get(Secrets.hash(token)));
    }

    /** Who opened the session of that secret; empty if there is none or it has ended. */
    public Optional<Principal> bySession(String secret) {
        return session(Secrets.hash(secret));
    }

    private Optional<Principal> session(String hash) {
        return Optional.ofNullable(sessions.get(hash))
                .filter(session -> clock.instant().isBefore(session.expiresAt()))
                .map(session -> new Principal(
                        session.name(),
                        session.role(),
                        Scope.EVERYTHING,
                        Set.of(),
                        new Credential(Credential.Kind.SESSION, session.hash())));
    }

    /** Whether that is still so: the credential is good, and the rights are the same. */
    public boolean holds(Principal principal) {
        Optional<Principal> now = switch (principal.credential().kind()) {
            case TOKEN -> Optional.ofNullable(tokens.get(principal.credential().hash()));
            case SESSION -> session(principal.credential().hash());
        };
        return now.equals(Optional.of(principal));
    }

    private static Principal principal(String hash) {
        return new Principal(
                ADMIN, Role.ADMIN, Scope.EVERYTHING, Set.of(), new Credential(Credential.Kind.TOKEN, hash));
    }

    /** Whether somebody's reach goes by one of these. */
    boolean anyScopeTurnsOn(Set<String> venues, Set<String> tags) {
        return false;
    }

    /** Opens a session and returns its secret, for the cookie. */
    public String openSession(Principal principal) {
        Instant now = clock.instant();
        if (sessions.size() >= MAX_SESSIONS) {
            sessions.values().removeIf(session -> !now.isBefore(session.expiresAt()));
            store.deleteExpired(now).join();
        }
        String secret = Secrets.next("", 43);
        var session =
                new AccessStore.Session(Secrets.hash(secret), principal.name(), principal.role(), now.plus(SESSION));
        store.insert(session).join();
        sessions.put(session.hash(), session);
        return secret;
    }

    /** Ends a session; one that has ended already stays so. */
    public void closeSession(String secret) {
        String hash = Secrets.hash(secret);
        if (sessions.remove(hash) != null) {
            store.deleteSession(hash).join();
        }
    }
}
