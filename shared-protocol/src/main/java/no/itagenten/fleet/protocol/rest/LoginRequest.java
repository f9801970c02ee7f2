package no.itagenten.fleet.protocol.rest;

import java.util.Optional;

/**
 * {@code POST /api/login} and {@code POST /api/login/token}: a token, or a user's name and password. The latter takes no token.
 *
 * @param token a secret
 * @param password a secret
 */
public record LoginRequest(Optional<String> token, Optional<String> user, Optional<String> password) {

    /** By password. */
    public static LoginRequest of(String user, String password) {
        return new LoginRequest(Optional.empty(), Optional.of(user), Optional.of(password));
    }

    @Override
    public String toString() {
        return "LoginRequest[" + user.orElse("by token") + "]"; // never a secret
    }
}
