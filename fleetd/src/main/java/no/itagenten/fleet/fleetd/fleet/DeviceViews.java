package no.itagenten.fleet.fleetd.fleet;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.itagenten.fleet.fleetd.device.ActiveCommands;
import no.itagenten.fleet.fleetd.device.Device;
import no.itagenten.fleet.fleetd.device.DeviceConfig;
import no.itagenten.fleet.fleetd.device.DeviceNotFoundException;
import no.itagenten.fleet.fleetd.device.DeviceRegistry;
import no.itagenten.fleet.fleetd.device.DeviceReport;
import no.itagenten.fleet.fleetd.enrollment.MachineWatch;
import no.itagenten.fleet.fleetd.policy.Policies;
import no.itagenten.fleet.fleetd.policy.PolicyViews;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.Policy;
import no.itagenten.fleet.protocol.rest.DeviceStatus;
import no.itagenten.fleet.protocol.rest.DeviceView;

/** Devices as the API shows them. */
public final class DeviceViews {

    private final DeviceRegistry registry;
    private final ActiveCommands commands;
    private final Policies policies;
    private final PolicyViews policyViews;
    private final MachineWatch machines;

    public DeviceViews(
            DeviceRegistry registry,
            ActiveCommands commands,
            Policies policies,
            PolicyViews policyViews,
            MachineWatch machines) {
        this.registry = registry;
        this.commands = commands;
        this.policies = policies;
        this.policyViews = policyViews;
        this.machines = machines;
    }

    /** All devices by name. */
    public List<DeviceView> list() {
        return registry.list().stream().map(this::of).toList();
    }

    /** @throws DeviceNotFoundException if there is none of that id */
    public DeviceView get(DeviceId id) {
        return of(registry.get(id));
    }

    /** The device of that id, if it is known. */
    public Optional<DeviceView> find(DeviceId id) {
        return registry.find(id).map(this::of);
    }

    private static DeviceStatus status(Device device) {
        if (device.pending()) {
            return DeviceStatus.PENDING;
        }
        return device.presence().online() ? DeviceStatus.ONLINE : DeviceStatus.OFFLINE;
    }

    private DeviceView of(Device device) {
        DeviceReport report = device.report();
        Policy policy = policies.of(device);
        return new DeviceView(
                device.id(),
                device.labels().name(),
                device.labels().venue(),
                device.labels().tags(),
                report.ipAddress(),
                device.presence().lastSeen(),
                status(device),
                report.version(),
                device.config().report().map(DeviceConfig.Report::values).orElse(Map.of()),
                device.config().report().map(DeviceConfig.Report::rejected),
                report.metrics().cpuPercent(),
                report.metrics().memoryPercent(),
                report.metrics().diskPercent(),
                report.metrics().temperatureCelsius(),
                report.metrics().load1m(),
                report.metrics().uptimeSeconds(),
                device.createdAt(),
                report.agentVersion(),
                report.facts().hostname(),
                report.facts().model(),
                report.facts().os(),
                report.facts().kernel(),
                report.facts().arch(),
                report.facts().disks(),
                report.facts().addresses(),
                report.services(),
                device.enrolled(),
                commands.count(device.id()),
                report.blockedCommits(),
                report.busy(),
                policy.lock(),
                policyViews.window(policy),
                device.labels().timeZone(),
                report.policyRevision().map(revision -> revision == policy.revision()),
                machines.duplicateOf(device.id()));
    }
}
