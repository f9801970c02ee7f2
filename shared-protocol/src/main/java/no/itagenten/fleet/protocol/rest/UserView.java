package no.itagenten.fleet.protocol.rest;

import com.google.gson.annotations.SerializedName;
import java.time.Instant;
import java.util.List;

/**
 * A user as listed.
 *
 * @param venues with the tags, what is reached; neither: the whole fleet
 */
public record UserView(
        String name,
        String role,
        List<String> venues,
        List<String> tags,
        boolean enabled,
        @SerializedName("created_at") Instant createdAt) {}
