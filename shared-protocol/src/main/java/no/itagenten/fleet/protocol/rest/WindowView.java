package no.itagenten.fleet.protocol.rest;

import com.google.gson.annotations.SerializedName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The maintenance windows that hold for a device, its own or those of its tags, as they stand now.
 *
 * @param open whether it may be disturbed
 * @param opensAt when the next one opens
 * @param closesAt when the open one closes; empty if none is open
 */
public record WindowView(
        boolean open,
        @SerializedName("opens_at") Optional<Instant> opensAt,
        @SerializedName("closes_at") Optional<Instant> closesAt,
        List<String> windows) {}
