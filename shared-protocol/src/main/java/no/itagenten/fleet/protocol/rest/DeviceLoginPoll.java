package no.itagenten.fleet.protocol.rest;

import com.google.gson.annotations.SerializedName;

/**
 * {@code POST /api/login/device/token}.
 *
 * @param loginCode as the login began with; a secret
 */
public record DeviceLoginPoll(@SerializedName("login_code") String loginCode) {

    @Override
    public String toString() {
        return "DeviceLoginPoll"; // never the secret
    }
}
