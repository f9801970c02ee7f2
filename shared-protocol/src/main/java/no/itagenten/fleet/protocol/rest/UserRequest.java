package no.itagenten.fleet.protocol.rest;

import java.util.List;
import java.util.Optional;

/**
 * {@code POST /api/users}: somebody who will log in with a name and a password.
 *
 * @param role {@code viewer}, {@code operator} or {@code admin}
 * @param venues with the tags, what is reached; neither: the whole fleet
 * @param password a secret
 */
public record UserRequest(
        String name, String role, Optional<List<String>> venues, Optional<List<String>> tags, String password) {

    @Override
    public String toString() {
        return "UserRequest[" + name + ", " + role + "]"; // never the password
    }
}
