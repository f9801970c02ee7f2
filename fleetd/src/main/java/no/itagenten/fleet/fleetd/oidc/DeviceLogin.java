package no.itagenten.fleet.fleetd.oidc;

import java.util.Optional;

/**
 * A login at an issuer that somebody has yet to confirm there. Immutable.
 *
 * @param code a secret of this server's, by which to ask what has come of it
 * @param userCode what the person types there
 * @param page where
 * @param pageWithCode the same with the code in it already
 * @param seconds for how long it can be confirmed
 * @param interval how many seconds to leave between two questions
 */
public record DeviceLogin(
        String code, String userCode, String page, Optional<String> pageWithCode, long seconds, int interval) {

    /** What has come of one. */
    public sealed interface Progress {}

    /** Nobody has confirmed it yet: ask again after so many seconds. */
    public record Waiting(int interval) implements Progress {}

    /** Somebody has, and this is who. */
    public record Done(Vouching vouching) implements Progress {}

    /** It was refused, took too long, led to nobody known here, or never was. */
    public record Over() implements Progress {}

    @Override
    public String toString() {
        return "DeviceLogin"; // never the codes
    }
}
