package no.itagenten.fleet.protocol;

import com.google.gson.annotations.SerializedName;
import java.time.Instant;

/**
 * The server's answer to {@link Hello}. After it come the desired configuration and every command that waits.
 *
 * @param protocol the version both will speak: the lower of the two
 * @param timestamp the server's clock
 */
public record Welcome(
        DeviceId deviceId,
        int protocol,
        @SerializedName("server_version") String serverVersion,
        Instant timestamp) implements ServerMessage {

    public Welcome {
        Check.atLeast(protocol, 1, "protocol");
        Check.text(serverVersion, 100, "server_version");
    }
}
