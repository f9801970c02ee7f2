package no.itagenten.fleet.fleetctl.client;

import java.io.IOException;
import java.util.Optional;

/** What a request is authorised by: a token that stays as it is, or that of a login, which changes every few minutes. */
public interface Bearer {

    /**
     * The token to send now; without one the server will refuse nearly everything.
     *
     * @throws IOException if it had to be renewed, and the server could not be reached for that
     */
    Optional<String> token() throws IOException;

    /**
     * Another token in place of one that the server has just refused; empty when there is none.
     *
     * @throws IOException if the server could not be reached for it
     */
    Optional<String> inPlaceOf(String refused) throws IOException;

    /** Where people gave the token, if it is none of a login: {@code the variable R58_FLEET_TOKEN}. */
    default Optional<String> source() {
        return Optional.empty();
    }

    /** A token that stays, or none at all. */
    static Bearer of(Optional<String> token) {
        return of(token, Optional.empty());
    }

    /** The same, given there. */
    static Bearer of(Optional<String> token, Optional<String> source) {
        return new Bearer() {
            @Override
            public Optional<String> token() {
                return token;
            }

            @Override
            public Optional<String> inPlaceOf(String refused) {
                return Optional.empty();
            }

            @Override
            public Optional<String> source() {
                return source;
            }
        };
    }
}
