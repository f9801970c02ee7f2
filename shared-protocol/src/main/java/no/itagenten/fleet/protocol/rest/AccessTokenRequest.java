package no.itagenten.fleet.protocol.rest;

import com.google.gson.annotations.SerializedName;
import java.util.List;
import java.util.Optional;

/**
 * {@code POST /api/access-tokens}: a token for a machine.
 *
 * @param role {@code viewer}, {@code operator} or {@code admin}
 * @param venues with the tags, what is reached; neither: the whole fleet
 * @param may the only commands it may give, such as {@code update}; only with the role {@code operator}
 * @param expiresInSeconds 60 seconds to ten years; default 90 days
 */
public record AccessTokenRequest(
        String name,
        String role,
        Optional<List<String>> venues,
        Optional<List<String>> tags,
        Optional<List<String>> may,
        @SerializedName("expires_in_seconds") Optional<Long> expiresInSeconds) {}
