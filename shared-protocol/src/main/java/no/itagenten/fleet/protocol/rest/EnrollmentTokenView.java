package no.itagenten.fleet.protocol.rest;

import com.google.gson.annotations.SerializedName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An enrolment token as listed.
 *
 * @param hint the secret's last characters, never more
 * @param token the whole secret, only in the answer to its creation
 * @param uses devices it has enrolled
 */
public record EnrollmentTokenView(
        String id,
        String name,
        String hint,
        Optional<String> token,
        int uses,
        @SerializedName("max_uses") int maxUses,
        Optional<String> venue,
        List<String> tags,
        @SerializedName("created_at") Instant createdAt,
        @SerializedName("expires_at") Instant expiresAt,
        @SerializedName("revoked_at") Optional<Instant> revokedAt) {}
