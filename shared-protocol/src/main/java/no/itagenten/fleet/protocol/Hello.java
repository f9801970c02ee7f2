package no.itagenten.fleet.protocol;

import com.google.gson.annotations.SerializedName;
import java.time.Instant;
import java.util.Optional;

/**
 * The first message of an agent on each connection. A device that never sends it is taken for one of the first release, which
 * knows heartbeat and status only.
 *
 * @param protocol the highest protocol version the agent speaks, see {@link Protocol#VERSION}
 * @param agentVersion the agent's own version
 * @param bootId what identifies this boot of the machine; a changed one proves a reboot
 * @param timestamp the device's clock, which may be wrong after boot
 * @param configRevision the revision of the desired configuration the agent last applied; 0 for none
 * @param machineId a hash of the installation's own id; the same after every boot, another on another installation
 * @param hardwareId a hash of what is built in; another where a disk was copied or moved to another machine
 */
public record Hello(
        DeviceId deviceId,
        int protocol,
        @SerializedName("agent_version") String agentVersion,
        @SerializedName("boot_id") Optional<String> bootId,
        Optional<Instant> timestamp,
        @SerializedName("config_revision") Optional<Long> configRevision,
        Optional<DeviceFacts> facts,
        @SerializedName("machine_id") Optional<String> machineId,
        @SerializedName("hardware_id") Optional<String> hardwareId)
        implements DeviceMessage {

    public Hello {
        Check.atLeast(protocol, 1, "protocol");
        Check.text(agentVersion, 100, "agent_version");
        Check.optionalText(bootId, 100, "boot_id");
        Check.optionalText(machineId, 64, "machine_id");
        Check.optionalText(hardwareId, 64, "hardware_id");
    }
}
