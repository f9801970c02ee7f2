package no.itagenten.fleet.protocol;

import com.google.gson.annotations.SerializedName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the device runs and how it fares. The last one wins.
 *
 * @param version the running application's version: a git commit where there is one
 * @param ipAddress the device's own address on its network
 * @param services the allow-listed services and their states
 * @param facts what the machine is, when it has looked again since it last said so
 * @param busy whether the device is on air; absent: its agent cannot tell
 * @param policyRevision of the {@link Policy} the device goes by; 0: it has none. Absent: its agent knows of no policies
 * @param blockedCommits commits that were rolled back and are refused, and until when; absent: as before
 */
public record Status(
        DeviceId deviceId,
        Optional<String> version,
        @SerializedName("ip_address") Optional<String> ipAddress,
        Optional<SystemMetrics> system,
        Optional<List<ServiceStatus>> services,
        Optional<DeviceFacts> facts,
        @SerializedName("blocked_commits") Optional<Map<String, Instant>> blockedCommits,
        Optional<BusyState> busy,
        @SerializedName("policy_revision") Optional<Long> policyRevision)
        implements DeviceMessage {

    public Status {
        Check.optionalText(version, 200, "version");
        Check.optionalText(ipAddress, 100, "ip_address");
        services = services.map(List::copyOf);
        services.ifPresent(list -> Check.atMost(list.size(), 100, "services"));
        policyRevision.ifPresent(revision -> Check.atLeast(revision, 0, "policy_revision"));
        blockedCommits = blockedCommits.map(Map::copyOf);
        blockedCommits.ifPresent(blocks -> {
            Check.atMost(blocks.size(), 50, "blocked_commits");
            blocks.keySet().forEach(Names::requireCommit);
        });
    }

    /** Without a word of blocked commits, of being busy and of a policy. */
    public Status(
            DeviceId deviceId,
            Optional<String> version,
            Optional<String> ipAddress,
            Optional<SystemMetrics> system,
            Optional<List<ServiceStatus>> services,
            Optional<DeviceFacts> facts) {
        this(
                deviceId,
                version,
                ipAddress,
                system,
                services,
                facts,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
