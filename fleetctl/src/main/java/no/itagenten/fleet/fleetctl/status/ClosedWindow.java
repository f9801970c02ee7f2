package no.itagenten.fleet.fleetctl.status;

import com.google.gson.annotations.SerializedName;
import java.time.Instant;
import java.util.Optional;
import no.itagenten.fleet.protocol.DeviceId;

/**
 * A device that is outside its maintenance windows.
 *
 * @param opensAt when the next one opens; empty if none ever does
 */
public record ClosedWindow(
        @SerializedName("device_id") DeviceId deviceId,
        @SerializedName("opens_at") Optional<Instant> opensAt) {}
