package no.itagenten.fleet.protocol.rest;

import com.google.gson.annotations.SerializedName;
import java.time.Instant;

/**
 * {@code POST /api/server/signing-key}.
 *
 * @param keyId the new key's name, which access tokens carry as {@code kid}
 * @param earlierUntil until then tokens signed by the earlier key are good
 */
public record SigningKeyView(
        @SerializedName("key_id") String keyId,
        @SerializedName("earlier_until") Instant earlierUntil) {}
