package no.itagenten.fleet.fleetctl.follow;

import com.google.gson.annotations.SerializedName;
import no.itagenten.fleet.protocol.DeviceId;

/**
 * What stands in the list of commands for a device that got none.
 *
 * @param state {@code refused} or {@code not_begun}, which no command is
 * @param reason the server's words, or what was missing
 */
public record Unsent(@SerializedName("device_id") DeviceId deviceId, String state, String reason) {

    /** The server did not take it. */
    static Unsent refused(DeviceId device, String reason) {
        return new Unsent(device, "refused", reason);
    }

    /** There was no time left. */
    static Unsent notBegun(DeviceId device) {
        return new Unsent(device, "not_begun", "the time was up before its turn");
    }

    boolean isRefused() {
        return state.equals("refused");
    }
}
