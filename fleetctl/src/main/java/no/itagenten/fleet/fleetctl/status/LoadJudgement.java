package no.itagenten.fleet.fleetctl.status;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.output.Bytes;
import no.itagenten.fleet.fleetctl.output.DeviceCells;
import no.itagenten.fleet.protocol.Disk;
import no.itagenten.fleet.protocol.rest.DeviceView;

/** What of a device is nearly used up. */
final class LoadJudgement {

    private static final double CRITICAL_PERCENT = 95;

    private LoadJudgement() {}

    static List<Finding> of(DeviceView device) {
        List<Finding> findings = new ArrayList<>();
        disks(device, findings);
        share(device, "memory", "memory", device.memoryPercent(), findings);
        share(device, "cpu", "CPU", device.cpuPercent(), findings);
        return findings;
    }

    /** By the single disks where they are known: one of several may be full, and the figure for the whole is that of the first. */
    private static void disks(DeviceView device, List<Finding> findings) {
        boolean named = false;
        for (Disk disk : device.disks().orElse(List.of())) {
            if (!disk.isPlausible()) {
                continue;
            }
            named |= disk.mount().equals("/");
            double percent = 100.0 * disk.usedBytes() / disk.totalBytes();
            if (DeviceCells.isCritical(percent)) {
                String left = Bytes.of(disk.totalBytes() - disk.usedBytes());
                add(
                        device,
                        "disk",
                        "disk " + disk.mount() + " is " + Math.round(percent) + "% full, " + left + " left",
                        percent,
                        findings);
            }
        }
        if (!named) {
            share(device, "disk", "disk", device.diskPercent(), findings);
        }
    }

    private static void share(
            DeviceView device, String kind, String what, Optional<Double> percent, List<Finding> findings) {
        percent.filter(DeviceCells::isCritical)
                .ifPresent(value -> add(device, kind, what + " " + Math.round(value) + "%", value, findings));
    }

    private static void add(DeviceView device, String kind, String problem, double percent, List<Finding> findings) {
        Severity severity = percent >= CRITICAL_PERCENT ? Severity.CRITICAL : Severity.WARNING;
        findings.add(Finding.of(device, severity, kind, problem, Optional.empty(), "device show " + device.id()));
    }
}
