package no.itagenten.fleet.fleetd.device;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.itagenten.fleet.protocol.BusyState;
import no.itagenten.fleet.protocol.DeviceFacts;
import no.itagenten.fleet.protocol.Disk;
import no.itagenten.fleet.protocol.Hello;
import no.itagenten.fleet.protocol.ServiceStatus;
import no.itagenten.fleet.protocol.Status;
import no.itagenten.fleet.protocol.SystemMetrics;

/** What a device last said of itself. The last word wins; what a message leaves out stays. */
public record DeviceReport(
        Optional<String> ipAddress,
        Optional<String> version,
        SystemMetrics metrics,
        List<ServiceStatus> services,
        Optional<String> agentVersion,
        Optional<String> bootId,
        DeviceFacts facts,
        Optional<Map<String, Instant>> blockedCommits,
        Optional<BusyState> busy,
        Optional<Long> policyRevision) {

    static final DeviceReport NOTHING = new DeviceReport(
            Optional.empty(),
            Optional.empty(),
            SystemMetrics.NONE,
            List.of(),
            Optional.empty(),
            Optional.empty(),
            DeviceFacts.UNKNOWN,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    DeviceReport with(Hello hello) {
        return new DeviceReport(
                ipAddress,
                version,
                metrics,
                services,
                Optional.of(hello.agentVersion()),
                hello.bootId().or(this::bootId),
                hello.facts().map(DeviceReport::plausible).orElse(facts),
                blockedCommits,
                busy,
                policyRevision);
    }

    DeviceReport with(Status status) {
        return new DeviceReport(
                status.ipAddress().or(this::ipAddress),
                status.version().or(this::version),
                status.system().map(DeviceReport::plausible).orElse(metrics),
                status.services().orElse(services),
                agentVersion,
                bootId,
                status.facts().map(DeviceReport::plausible).orElse(facts),
                status.blockedCommits().or(this::blockedCommits),
                status.busy().or(this::busy),
                status.policyRevision().or(this::policyRevision));
    }

    DeviceReport withAddress(String address) {
        return new DeviceReport(
                Optional.of(address),
                version,
                metrics,
                services,
                agentVersion,
                bootId,
                facts,
                blockedCommits,
                busy,
                policyRevision);
    }

    /** A broken sensor must not break a display: what cannot be is left out. */
    private static SystemMetrics plausible(SystemMetrics m) {
        return new SystemMetrics(
                m.cpuPercent().filter(DeviceReport::isPercent),
                m.memoryPercent().filter(DeviceReport::isPercent),
                m.diskPercent().filter(DeviceReport::isPercent),
                m.temperatureCelsius().filter(celsius -> celsius > -100 && celsius < 300),
                m.load1m().filter(load -> load >= 0 && load < 1_000_000),
                m.uptimeSeconds().filter(seconds -> seconds >= 0));
    }

    private static DeviceFacts plausible(DeviceFacts told) {
        return told.disks()
                .map(disks ->
                        told.withDisks(disks.stream().filter(Disk::isPlausible).toList()))
                .orElse(told);
    }

    private static boolean isPercent(double value) {
        return value >= 0 && value <= 100;
    }
}
