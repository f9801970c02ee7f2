package no.itagenten.fleet.fleetctl.follow;

import com.google.gson.annotations.SerializedName;
import no.itagenten.fleet.protocol.DeviceId;

/**
 * What stands in the list of commands for a device that the server took none for.
 *
 * @param state always {@code refused}, which no command is
 * @param reason the server's words
 */
record Refusal(@SerializedName("device_id") DeviceId deviceId, String state, String reason) {

    Refusal(DeviceId deviceId, String reason) {
        this(deviceId, "refused", reason);
    }
}
