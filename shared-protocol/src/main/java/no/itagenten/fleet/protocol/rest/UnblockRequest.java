package no.itagenten.fleet.protocol.rest;

import com.google.gson.annotations.SerializedName;
import java.util.Optional;

/**
 * {@code POST /api/devices/{id}/unblock}.
 *
 * @param commit its id or the beginning of it; empty for every blocked commit
 * @param expiresInSeconds how long it may wait for its turn, see {@link CommandExpiry}
 */
public record UnblockRequest(
        Optional<String> commit,
        @SerializedName("expires_in_seconds") Optional<Long> expiresInSeconds) {}
