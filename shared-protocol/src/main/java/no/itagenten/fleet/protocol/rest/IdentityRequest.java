package no.itagenten.fleet.protocol.rest;

import com.google.gson.annotations.SerializedName;

/**
 * {@code POST /api/login/identity}.
 *
 * @param identityToken by which an issuer says who that is; a secret
 */
public record IdentityRequest(
        @SerializedName("identity_token") String identityToken) {

    @Override
    public String toString() {
        return "IdentityRequest"; // never the secret
    }
}
