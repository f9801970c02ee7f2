package no.itagenten.fleet.agent.identity;

import com.google.gson.annotations.SerializedName;
import no.itagenten.fleet.protocol.DeviceId;

/**
 * Proof that a server knows this device's key.
 *
 * @param serverId what every later challenge must name
 */
public record Enrollment(
        @SerializedName("device_id") DeviceId deviceId,
        @SerializedName("server_id") String serverId) {}
