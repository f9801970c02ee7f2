package no.itagenten.fleet.protocol.rest;

import com.google.gson.annotations.SerializedName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.itagenten.fleet.protocol.BusyState;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.Disk;
import no.itagenten.fleet.protocol.InterfaceAddresses;
import no.itagenten.fleet.protocol.PolicyLock;
import no.itagenten.fleet.protocol.ServiceStatus;

/**
 * A device as the API shows it. Metrics are the last ones reported, also when the device is offline.
 *
 * @param ipAddress the address the device reports; else the one it connects from
 * @param version what the device runs: a git commit where there is one
 * @param config the configuration the device last reported
 * @param configRejected settings the device did not take, each with the reason; absent when it never reported its configuration
 * @param uptime seconds since the device booted
 * @param disks the file systems on its block devices; absent when it never told them
 * @param addresses those of its network interfaces; absent when it never told them
 * @param enrolled whether the device has a credential of its own
 * @param queuedCommands commands that are not at their end yet
 * @param blockedCommits commits that were rolled back on it and are refused, and until when; absent when it never told them
 * @param busy whether it is on air, by its own checks; absent when it never told
 * @param lock the wish of somebody that it be left alone, while it holds
 * @param window its maintenance windows; absent when it may be disturbed at any time
 * @param timeZone in which they are meant; absent: UTC
 * @param policyInForce whether the device goes by that lock and these windows, as far as it told; absent when it never told
 * @param duplicateKey the machines that use its key, when there are several
 */
public record DeviceView(
        DeviceId id,
        String name,
        Optional<String> venue,
        List<String> tags,
        @SerializedName("ip_address") Optional<String> ipAddress,
        @SerializedName("last_seen") Optional<Instant> lastSeen,
        DeviceStatus status,
        Optional<String> version,
        Map<String, String> config,
        @SerializedName("config_rejected") Optional<Map<String, String>> configRejected,
        @SerializedName("cpu_percent") Optional<Double> cpuPercent,
        @SerializedName("memory_percent") Optional<Double> memoryPercent,
        @SerializedName("disk_percent") Optional<Double> diskPercent,
        @SerializedName("temperature_celsius") Optional<Double> temperatureCelsius,
        @SerializedName("load_1m") Optional<Double> load1m,
        Optional<Long> uptime,
        @SerializedName("created_at") Instant createdAt,
        @SerializedName("agent_version") Optional<String> agentVersion,
        Optional<String> hostname,
        Optional<String> model,
        Optional<String> os,
        Optional<String> kernel,
        Optional<String> arch,
        Optional<List<Disk>> disks,
        Optional<List<InterfaceAddresses>> addresses,
        List<ServiceStatus> services,
        boolean enrolled,
        @SerializedName("queued_commands") int queuedCommands,
        @SerializedName("blocked_commits") Optional<Map<String, Instant>> blockedCommits,
        Optional<BusyState> busy,
        Optional<PolicyLock> lock,
        Optional<WindowView> window,
        @SerializedName("time_zone") Optional<String> timeZone,
        @SerializedName("policy_in_force") Optional<Boolean> policyInForce,
        @SerializedName("duplicate_key") Optional<DuplicateKey> duplicateKey) {}
