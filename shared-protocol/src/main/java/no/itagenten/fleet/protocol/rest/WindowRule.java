package no.itagenten.fleet.protocol.rest;

import com.google.gson.annotations.SerializedName;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.protocol.DeviceId;

/**
 * Maintenance windows as somebody set them, for one device or for all that have a tag.
 *
 * @param windows none: there is no such rule any more
 */
public record WindowRule(
        @SerializedName("device_id") Optional<DeviceId> deviceId, Optional<String> tag, List<String> windows) {}
