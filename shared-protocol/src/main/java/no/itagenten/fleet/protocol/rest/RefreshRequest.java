package no.itagenten.fleet.protocol.rest;

import com.google.gson.annotations.SerializedName;

/**
 * {@code POST /api/login/refresh}.
 *
 * @param refreshToken a secret
 */
public record RefreshRequest(
        @SerializedName("refresh_token") String refreshToken) {

    @Override
    public String toString() {
        return "RefreshRequest"; // never the secret
    }
}
