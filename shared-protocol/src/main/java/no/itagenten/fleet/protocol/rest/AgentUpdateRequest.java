package no.itagenten.fleet.protocol.rest;

import com.google.gson.annotations.SerializedName;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.protocol.CommandTerms;
import no.itagenten.fleet.protocol.Risk;

/**
 * {@code POST /api/devices/{id}/agent-update}.
 *
 * @param version a release that the server holds; empty for the highest of them
 * @param expiresInSeconds how long it may wait for its turn, see {@link CommandExpiry}
 * @param deadlineSeconds how long the device may be at it, see {@link CommandTerms}
 * @param acceptRisk what does not keep it waiting, see {@link Risk}
 */
public record AgentUpdateRequest(
        Optional<String> version,
        @SerializedName("expires_in_seconds") Optional<Long> expiresInSeconds,
        @SerializedName("deadline_seconds") Optional<Long> deadlineSeconds,
        @SerializedName("accept_risk") Optional<List<Risk>> acceptRisk) {}
