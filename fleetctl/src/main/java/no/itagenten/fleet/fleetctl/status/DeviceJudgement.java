package no.itagenten.fleet.fleetctl.status;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import no.itagenten.fleet.fleetctl.output.DeviceCells;
import no.itagenten.fleet.protocol.ServiceStatus;
import no.itagenten.fleet.protocol.rest.DeviceStatus;
import no.itagenten.fleet.protocol.rest.DeviceView;
import no.itagenten.fleet.protocol.rest.DuplicateKey;

/** What is wrong with one device, going by what the server says of it. Gathers; for one thread and one device. */
final class DeviceJudgement {

    private static final double CRITICAL_CELSIUS = 85;

    private final DeviceView device;
    private final List<Finding> findings = new ArrayList<>();

    private DeviceJudgement(DeviceView device) {
        this.device = device;
    }

    /** What is wrong with it, in no order. */
    static List<Finding> of(DeviceView device) {
        DeviceJudgement judgement = new DeviceJudgement(device);
        judgement.judge();
        return judgement.findings;
    }

    private void judge() {
        device.duplicateKey().ifPresent(this::duplicateKey);
        switch (device.status()) {
            case PENDING ->
                warning(
                        "pending",
                        "waits for approval",
                        Optional.of(device.createdAt()),
                        "device approve " + device.id());
            case OFFLINE -> offline();
            case ONLINE -> {
                // What an offline device said last says nothing about now.
                device.services().forEach(this::service);
                findings.addAll(LoadJudgement.of(device));
                device.temperatureCelsius()
                        .filter(value -> value >= CRITICAL_CELSIUS)
                        .ifPresent(value -> critical(
                                "temperature",
                                Math.round(value) + " °C",
                                Optional.empty(),
                                "device show " + device.id()));
            }
        }
        if (device.status() != DeviceStatus.PENDING) {
            device.configRejected().orElse(Map.of()).forEach(this::rejected);
            device.blockedCommits().orElse(Map.of()).forEach(this::blocked);
        }
    }

    private void offline() {
        boolean known = device.lastSeen().isPresent();
        critical(
                "offline",
                known ? "offline" : "has never connected",
                Optional.of(device.lastSeen().orElse(device.createdAt())),
                known ? "logs " + device.id() + " -n 20" : "device show " + device.id());
    }

    private void duplicateKey(DuplicateKey duplicate) {
        String machines = duplicate.machines().stream()
                .map(machine -> machine.address()
                        + machine.hostname().map(name -> " (" + name + ")").orElse(""))
                .collect(Collectors.joining(", "));
        critical(
                "duplicate_key",
                "its key is used by several machines: " + machines,
                Optional.of(duplicate.since()),
                "device reset-credential " + device.id());
    }

    private void service(ServiceStatus service) {
        String problem = "service " + service.name() + " is " + service.state();
        switch (service.state()) {
            case "active" -> {}
            case "failed" ->
                critical(
                        "service",
                        problem,
                        Optional.empty(),
                        "restart " + device.id() + " --service " + word(service.name()));
            case "inactive" ->
                warning(
                        "service",
                        problem,
                        Optional.empty(),
                        "service start " + device.id() + " " + word(service.name()));
            default ->
                warning(
                        "service",
                        problem,
                        Optional.empty(),
                        "service status " + device.id() + " " + word(service.name()));
        }
    }

    private void rejected(String key, String reason) {
        warning(
                "config",
                "configuration " + key + " is refused: " + reason,
                Optional.empty(),
                "config set " + device.id() + " " + word(key) + "=");
    }

    private void blocked(String commit, Instant until) {
        String shortly = DeviceCells.shortVersion(commit);
        warning(
                "blocked_commit",
                "commit " + shortly + " was rolled back, and is refused until it is allowed again",
                Optional.empty(),
                "device unblock " + device.id() + " " + word(shortly));
    }

    private void critical(String kind, String problem, Optional<Instant> since, String fix) {
        findings.add(Finding.critical(device, kind, problem, since, fix));
    }

    private void warning(String kind, String problem, Optional<Instant> since, String fix) {
        findings.add(Finding.warning(device, kind, problem, since, fix));
    }

    /** A word that came from a device and is to be pasted into a shell: only where it can do no harm there. */
    private static String word(String text) {
        return text.matches("[A-Za-z0-9_@:.][A-Za-z0-9_@:.-]*") ? text : "NAME";
    }
}
