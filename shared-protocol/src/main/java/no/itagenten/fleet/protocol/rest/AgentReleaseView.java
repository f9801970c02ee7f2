package no.itagenten.fleet.protocol.rest;

import com.google.gson.annotations.SerializedName;
import java.time.Instant;
import java.util.Optional;

/**
 * An agent's release that the server holds, or is being sent.
 *
 * @param sha256 of the archive
 * @param received bytes of the archive that are there
 * @param uploadedAt when it was whole; empty before
 */
public record AgentReleaseView(
        String version,
        String sha256,
        long size,
        long received,
        @SerializedName("uploaded_at") Optional<Instant> uploadedAt) {}
