package no.itagenten.fleet.protocol.rest;

import com.google.gson.annotations.SerializedName;
import no.itagenten.fleet.protocol.DeviceId;

/**
 * The answer to an enrolment. Enrolling again with the same key is answered the same way.
 *
 * @param serverId the server's lasting id, which the device keeps and demands of every later challenge
 */
public record Enrolled(
        @SerializedName("device_id") DeviceId deviceId,
        @SerializedName("server_id") String serverId) {}
