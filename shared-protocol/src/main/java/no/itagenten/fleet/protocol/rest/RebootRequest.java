package no.itagenten.fleet.protocol.rest;

import com.google.gson.annotations.SerializedName;
import java.util.Optional;

/**
 * {@code POST /api/devices/{id}/reboot}.
 *
 * @param expiresInSeconds how long it may wait for its turn, see {@link CommandExpiry}
 */
public record RebootRequest(
        @SerializedName("expires_in_seconds") Optional<Long> expiresInSeconds) {}
