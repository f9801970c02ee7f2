package no.itagenten.fleet.fleetd.access;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Where tokens and sessions last, by the hashes of their secrets. */
public interface AccessStore {

    /** A bearer token for the REST API. */
    record Token(String hash, String name, Role role, Instant createdAt, boolean revoked) {}

    /** A dashboard session. */
    record Session(String hash, String name, Role role, Instant expiresAt) {}

    List<Token> tokens();

    List<Session> sessions();

    CompletableFuture<Void> insert(Token token);

    /** Revokes all tokens of that name and ends their sessions. */
    CompletableFuture<Void> revokeAll(String name);

    CompletableFuture<Void> insert(Session session);

    CompletableFuture<Void> deleteSession(String hash);

    CompletableFuture<Void> deleteExpired(Instant now);
}
