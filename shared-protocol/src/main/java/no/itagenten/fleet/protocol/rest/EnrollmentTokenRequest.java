package no.itagenten.fleet.protocol.rest;

import com.google.gson.annotations.SerializedName;
import java.util.List;
import java.util.Optional;

/**
 * {@code POST /api/enrollment-tokens}.
 *
 * @param name for people; default {@code token}
 * @param uses how many devices it may enrol, 1 to 10,000; default 1
 * @param unlimited whether it may enrol any number of devices, instead of {@code uses}
 * @param expiresInSeconds 60 seconds to 366 days; default 24 hours
 * @param venue given to each device it enrols
 * @param tags given to each device it enrols
 * @param approval whether its devices are let in at once; default {@link Approval#AUTO}
 */
public record EnrollmentTokenRequest(
        Optional<String> name,
        Optional<Integer> uses,
        Optional<Boolean> unlimited,
        @SerializedName("expires_in_seconds") Optional<Long> expiresInSeconds,
        Optional<String> venue,
        Optional<List<String>> tags,
        Optional<Approval> approval) {}
