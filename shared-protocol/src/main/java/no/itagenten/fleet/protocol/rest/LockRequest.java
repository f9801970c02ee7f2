package no.itagenten.fleet.protocol.rest;

import com.google.gson.annotations.SerializedName;
import java.util.Optional;

/**
 * {@code PUT /api/devices/{id}/lock}: leave the device alone.
 *
 * @param reason for the people who find it locked, 1 to 500 characters
 * @param forSeconds how long, 1 to {@value #MOST_SECONDS}; absent: until somebody unlocks it
 */
public record LockRequest(
        String reason, @SerializedName("for_seconds") Optional<Long> forSeconds) {

    /** A year. */
    public static final long MOST_SECONDS = 31_536_000;
}
