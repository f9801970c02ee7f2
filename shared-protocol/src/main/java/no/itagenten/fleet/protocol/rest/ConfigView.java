package no.itagenten.fleet.protocol.rest;

import com.google.gson.annotations.SerializedName;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * {@code GET /api/devices/{id}/config}.
 *
 * @param desired what people asked for; keys that are not in it are left to the device
 * @param reported everything in force on the device
 * @param inSync whether the device has applied this revision, and reports every desired value
 * @param rejected keys the device did not take, each with the reason
 * @param reportedRevision the revision of which {@code reported} and {@code rejected} speak; a lower one than
 *     {@code revision} says that the device has not answered to the latest change
 */
public record ConfigView(
        long revision,
        Map<String, String> desired,
        Map<String, String> reported,
        @SerializedName("in_sync") boolean inSync,
        Map<String, String> rejected,
        @SerializedName("reported_at") Optional<Instant> reportedAt,
        @SerializedName("reported_revision") Optional<Long> reportedRevision) {}
