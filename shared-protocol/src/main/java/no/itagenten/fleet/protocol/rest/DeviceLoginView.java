package no.itagenten.fleet.protocol.rest;

import com.google.gson.annotations.SerializedName;
import java.util.Optional;

/**
 * {@code POST /api/login/device}: a login that somebody has to confirm in a browser; the names are those of RFC 8628, 3.2.
 *
 * @param loginCode a secret, by which to ask what has come of it
 * @param userCode what the person types at the page
 * @param verificationUri the page
 * @param verificationUriComplete the page with the code in it already
 * @param expiresIn for how many seconds it can be confirmed
 * @param interval how many seconds to leave between two questions
 */
public record DeviceLoginView(
        @SerializedName("login_code") String loginCode,
        @SerializedName("user_code") String userCode,
        @SerializedName("verification_uri") String verificationUri,
        @SerializedName("verification_uri_complete") Optional<String> verificationUriComplete,
        @SerializedName("expires_in") long expiresIn,
        int interval) {

    @Override
    public String toString() {
        return "DeviceLoginView[" + verificationUri + "]"; // never the codes
    }
}
