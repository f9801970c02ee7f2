package no.itagenten.fleet.protocol.rest;

import com.google.gson.annotations.SerializedName;
import java.util.Optional;

/**
 * {@code POST /api/devices/{id}/update}; at most one of the three, none for the branch the device is configured to follow.
 *
 * @param expiresInSeconds how long it may wait for its turn, see {@link CommandExpiry}
 */
public record UpdateRequest(
        Optional<String> branch,
        Optional<String> tag,
        Optional<String> commit,
        @SerializedName("expires_in_seconds") Optional<Long> expiresInSeconds) {}
