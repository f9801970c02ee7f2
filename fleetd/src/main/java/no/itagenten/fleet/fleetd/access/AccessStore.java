package no.itagenten.fleet.fleetd.access;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Where people, tokens, logins and sessions last, by the hashes of their secrets. Each write's future completes after its commit. */
public interface AccessStore {

    /**
     * A dashboard session; either a person's or a token's.
     *
     * @param token its hash
     */
    record Session(String hash, Optional<String> person, Optional<String> token, Instant expiresAt) {}

    List<Person> people();

    List<AccessToken> tokens();

    List<Session> sessions();

    List<Login> logins();

    /** Makes or changes a person, and removes what it was logged in by, in one transaction. */
    CompletableFuture<Void> save(Person person, Collection<String> endedLogins, Collection<String> endedSessions);

    CompletableFuture<Void> insert(AccessToken token);

    /** Writes when tokens were revoked, and removes the sessions that they opened. */
    CompletableFuture<Void> revoke(Collection<AccessToken> tokens);

    /** Makes or changes a login, and removes others, in one transaction. */
    CompletableFuture<Void> save(Login login, Collection<String> endedLogins);

    /** Writes when tokens, by hash, and logins, by id, were used last. */
    CompletableFuture<Void> used(Map<String, Instant> uses);

    /** Makes a session, and removes others, in one transaction. */
    CompletableFuture<Void> save(Session session, Collection<String> endedSessions);

    CompletableFuture<Void> delete(Collection<String> tokens, Collection<String> logins, Collection<String> sessions);
}
