package no.itagenten.fleet.fleetctl.status;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import no.itagenten.fleet.fleetctl.output.CommandPrinter;
import no.itagenten.fleet.protocol.CommandState;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.rest.CommandOutcome;
import no.itagenten.fleet.protocol.rest.CommandView;
import no.itagenten.fleet.protocol.rest.DeviceView;

/** Which commands ended badly of late, and were not given again since. */
final class CommandJudgement {

    /** What is older was seen, or does not matter any more. */
    private static final Duration OF_LATE = Duration.ofHours(24);

    private static final Set<CommandState> BADLY = Set.of(
            CommandState.FAILED,
            CommandState.ROLLED_BACK,
            CommandState.TIMED_OUT,
            CommandState.REJECTED,
            CommandState.EXPIRED);

    private CommandJudgement() {}

    /**
     * The findings.
     *
     * @param newestFirst commands of any state
     */
    static List<Finding> of(Map<DeviceId, DeviceView> devices, List<CommandView> newestFirst, Instant now) {
        List<Finding> findings = new ArrayList<>();
        Set<String> later = new HashSet<>();
        for (CommandView command : newestFirst) {
            if (Boolean.parseBoolean(command.parameters().get("dry_run"))) {
                continue; // it told what would happen; nothing is wrong with the device, and nothing is mended by it
            }
            DeviceView device = devices.get(command.deviceId());
            String aim = command.deviceId() + " " + command.type() + " "
                    + command.parameters().getOrDefault("service", "");
            boolean last = command.state() != CommandState.CANCELED && later.add(aim);
            Instant ended = command.finishedAt().orElse(Instant.MIN);
            if (device != null && last && BADLY.contains(command.state()) && ended.isAfter(now.minus(OF_LATE))) {
                findings.add(Finding.warning(
                        device, "command", problem(command), Optional.of(ended), "command show " + command.id()));
            }
        }
        return findings;
    }

    private static String problem(CommandView command) {
        String verb = command.state() == CommandState.FAILED || command.state() == CommandState.EXPIRED ? " " : " was ";
        String ended = command.state() == CommandState.TIMED_OUT
                ? " timed out; whether it was done is unknown"
                : verb + CommandPrinter.name(command.state());
        return CommandPrinter.what(command)
                + ended
                + command.result()
                        .map(CommandOutcome::message)
                        .filter(message -> !message.isEmpty())
                        .map(message -> ": " + message)
                        .orElse("");
    }
}
