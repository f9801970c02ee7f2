package no.itagenten.fleet.protocol.rest;

import java.util.Optional;

/**
 * {@code PUT /api/users/{id}/password} and {@code PUT /api/account/password}.
 *
 * @param current the present one, for one's own; a secret
 * @param password the new one; a secret
 */
public record PasswordRequest(Optional<String> current, String password) {

    @Override
    public String toString() {
        return "PasswordRequest"; // never a password
    }
}
