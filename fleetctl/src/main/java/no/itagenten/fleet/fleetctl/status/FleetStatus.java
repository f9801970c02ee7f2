package no.itagenten.fleet.fleetctl.status;

import com.google.gson.annotations.SerializedName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import no.itagenten.fleet.fleetctl.output.HeldCells;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.rest.CommandView;
import no.itagenten.fleet.protocol.rest.DeviceStatus;
import no.itagenten.fleet.protocol.rest.DeviceView;

/**
 * The fleet as somebody needs it who was woken: the one judgement of what is wrong, whoever shows it. Immutable.
 *
 * @param total devices
 * @param online of them
 * @param offline of them
 * @param pending of them, which wait for approval
 * @param problems what is wrong, the worst first
 * @param waiting commands that are not at their end, the longest first
 * @param held devices that are on air or locked: no problem, but good to know before doing something
 * @param closedWindows devices that are outside their maintenance windows
 */
public record FleetStatus(
        int total,
        int online,
        int offline,
        int pending,
        List<Finding> problems,
        List<Waiting> waiting,
        List<DeviceView> held,
        @SerializedName("closed_windows") List<ClosedWindow> closedWindows) {

    /**
     * Judges.
     *
     * @param active commands that are not at their end
     * @param latest the latest commands of any state, newest first
     */
    public static FleetStatus of(
            List<DeviceView> devices, List<CommandView> active, List<CommandView> latest, Instant now) {
        Map<DeviceId, DeviceView> byId = new LinkedHashMap<>();
        devices.forEach(device -> byId.put(device.id(), device));
        List<Finding> problems = new ArrayList<>();
        devices.forEach(device -> problems.addAll(DeviceJudgement.of(device)));
        problems.addAll(CommandJudgement.of(byId, latest, now));
        problems.sort(Finding.WORST_FIRST);
        List<Waiting> waiting = new ArrayList<>();
        for (CommandView command : active) {
            if (!command.state().isFinal() && byId.containsKey(command.deviceId())) {
                waiting.add(0, Waiting.of(command, byId.get(command.deviceId())));
            }
        }
        return new FleetStatus(
                devices.size(),
                count(devices, DeviceStatus.ONLINE),
                count(devices, DeviceStatus.OFFLINE),
                count(devices, DeviceStatus.PENDING),
                List.copyOf(problems),
                List.copyOf(waiting),
                devices.stream().filter(HeldCells::isHeld).toList(),
                devices.stream().flatMap(FleetStatus::closed).toList());
    }

    /** Whether there is nothing at all to say. */
    public boolean quiet() {
        return problems.isEmpty() && waiting.isEmpty() && held.isEmpty() && closedWindows.isEmpty();
    }

    private static int count(List<DeviceView> devices, DeviceStatus status) {
        return (int)
                devices.stream().filter(device -> device.status() == status).count();
    }

    private static Stream<ClosedWindow> closed(DeviceView device) {
        return device.window().stream()
                .filter(window -> !window.open())
                .map(window -> new ClosedWindow(device.id(), window.opensAt()));
    }
}
