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
 * @param maxUses how many it may enrol; empty: any number
 * @param approval whether its devices are let in at once
 * @param disabledAt since when it enrols nobody until it is enabled again; empty: it is enabled
 */
public record EnrollmentTokenView(
        String id,
        String name,
        String hint,
        Optional<String> token,
        int uses,
        @SerializedName("max_uses") Optional<Integer> maxUses,
        Optional<String> venue,
        List<String> tags,
        Approval approval,
        @SerializedName("created_at") Instant createdAt,
        @SerializedName("expires_at") Instant expiresAt,
        @SerializedName("disabled_at") Optional<Instant> disabledAt,
        @SerializedName("revoked_at") Optional<Instant> revokedAt) {}
