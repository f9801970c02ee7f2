package no.itagenten.fleet.protocol.rest;

import com.google.gson.annotations.SerializedName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A device's key is used from more than one machine: its disk was copied, or the key stolen.
 *
 * @param since when that was noticed
 * @param lastSeen when it was last
 * @param machines that use it, the latest first; at most four
 */
public record DuplicateKey(
        Instant since, @SerializedName("last_seen") Instant lastSeen, List<Machine> machines) {

    /**
     * One of them.
     *
     * @param address where it connects from
     * @param hostname as it says itself
     */
    public record Machine(
            String address,
            Optional<String> hostname,
            @SerializedName("last_seen") Instant lastSeen) {}
}
