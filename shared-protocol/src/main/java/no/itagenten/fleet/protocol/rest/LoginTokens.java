package no.itagenten.fleet.protocol.rest;

import com.google.gson.annotations.SerializedName;

/**
 * What a login gets, and again whenever it uses its refresh token; the names are those of OAuth 2.0 (RFC 6749, 5.1).
 *
 * @param login the login's id, no secret
 * @param name what its calls go by
 * @param accessToken a secret, for the {@code Authorization} header
 * @param tokenType {@code Bearer}
 * @param expiresIn for how many seconds the access token is good
 * @param refreshToken a secret, which gets the next pair, once
 */
public record LoginTokens(
        String login,
        String name,
        @SerializedName("access_token") String accessToken,
        @SerializedName("token_type") String tokenType,
        @SerializedName("expires_in") long expiresIn,
        @SerializedName("refresh_token") String refreshToken) {

    /** Tokens of the one type there is. */
    public static LoginTokens bearer(
            String login, String name, String accessToken, long expiresIn, String refreshToken) {
        return new LoginTokens(login, name, accessToken, "Bearer", expiresIn, refreshToken);
    }

    @Override
    public String toString() {
        return "LoginTokens[" + login + "]"; // never a secret
    }
}
