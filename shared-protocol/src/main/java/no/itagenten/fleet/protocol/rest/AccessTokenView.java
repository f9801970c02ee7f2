package no.itagenten.fleet.protocol.rest;

import com.google.gson.annotations.SerializedName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A bearer token as listed.
 *
 * @param name what its calls go by; of a login the user's, whose role and reach count
 * @param kind {@code first} (the first start's), {@code api} (a machine's) or {@code login} (a user's)
 * @param may the only commands it may give; empty: all that its role may
 * @param hint the secret's last characters, never more
 * @param token the whole secret, only in the answer to its creation
 * @param lastUsedAt at most a minute behind after a crash
 */
public record AccessTokenView(
        String id,
        String name,
        String kind,
        String role,
        List<String> venues,
        List<String> tags,
        List<String> may,
        String hint,
        Optional<String> token,
        @SerializedName("created_by") Optional<String> createdBy,
        @SerializedName("created_at") Instant createdAt,
        @SerializedName("expires_at") Optional<Instant> expiresAt,
        @SerializedName("last_used_at") Optional<Instant> lastUsedAt,
        @SerializedName("revoked_at") Optional<Instant> revokedAt) {

    @Override
    public String toString() {
        return "AccessTokenView[" + id + "]"; // never the secret
    }
}
