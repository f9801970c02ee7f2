package no.itagenten.fleet.protocol.rest;

import com.google.gson.annotations.SerializedName;
import java.util.Optional;

/**
 * {@code POST /api/devices/{id}/rotate-key}.
 *
 * @param expiresInSeconds how long it may wait for its turn, see {@link CommandExpiry}
 * @param deadlineSeconds how long the device may be at it
 */
public record RotateKeyRequest(
        @SerializedName("expires_in_seconds") Optional<Long> expiresInSeconds,
        @SerializedName("deadline_seconds") Optional<Long> deadlineSeconds) {}
