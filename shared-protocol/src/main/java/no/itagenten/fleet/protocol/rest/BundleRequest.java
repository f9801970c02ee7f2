package no.itagenten.fleet.protocol.rest;

import com.google.gson.annotations.SerializedName;
import java.util.Optional;
import no.itagenten.fleet.protocol.CommandTerms;

/**
 * {@code POST /api/devices/{id}/bundle}.
 *
 * @param expiresInSeconds how long it may wait for its turn, see {@link CommandExpiry}
 * @param deadlineSeconds how long the device may be at it, see {@link CommandTerms}
 */
public record BundleRequest(
        @SerializedName("expires_in_seconds") Optional<Long> expiresInSeconds,
        @SerializedName("deadline_seconds") Optional<Long> deadlineSeconds) {}
