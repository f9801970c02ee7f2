package no.itagenten.fleet.fleetctl.shell;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import no.itagenten.fleet.fleetctl.output.CommandPrinter;
import no.itagenten.fleet.fleetctl.output.Paint;
import no.itagenten.fleet.fleetctl.output.Sanitizer;
import no.itagenten.fleet.fleetctl.output.Tone;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.rest.CommandView;
import no.itagenten.fleet.protocol.rest.DeviceStatus;
import no.itagenten.fleet.protocol.rest.DeviceView;

/**
 * What of the fleet's news is worth a line to somebody who is about something else: devices that go and come, and commands that end.
 * Safe for any thread.
 */
final class Notices {

    private static final int SINGLY = 4;
    private static final int NAMED = 3;
    private static final int MOST_REMEMBERED = 1_000;

    private final Clock clock;
    private final Paint paint;
    private final Map<DeviceId, DeviceStatus> known = new HashMap<>();
    private final Map<DeviceId, DeviceView> changed = new HashMap<>();
    private final Set<CommandId> told = new HashSet<>();
    private final List<String> ended = new ArrayList<>();
    private boolean reachable = true;
    private boolean toldReachable = true;
    private Optional<Instant> busySince = Optional.empty();

    Notices(Clock clock, Paint paint) {
        this.clock = clock;
        this.paint = paint;
    }

    /** How the fleet is now. What was different before is news; at first nothing is. */
    synchronized void all(List<DeviceView> devices) {
        boolean first = known.isEmpty();
        for (DeviceView device : devices) {
            if (first) {
                known.put(device.id(), device.status());
            } else {
                device(device);
            }
        }
    }

    /** Another server is meant: how its fleet is comes next, and is no news. */
    synchronized void forget() {
        known.clear();
        changed.clear();
        ended.clear();
        reachable = true;
        toldReachable = true;
    }

    /** Whether news of the fleet can come. */
    synchronized void connection(boolean works) {
        reachable = works;
    }

    /** A device is as it is now; says whether it was not known before. */
    synchronized boolean device(DeviceView device) {
        DeviceStatus before = known.put(device.id(), device.status());
        boolean news = before == null ? device.status() == DeviceStatus.PENDING : before != device.status();
        if (news) {
            changed.put(device.id(), device);
        }
        return before == null;
    }

    /** A device was removed, which whoever did it knows. */
    synchronized void removed(String id) {
        known.keySet().removeIf(device -> device.value().equals(id));
        changed.keySet().removeIf(device -> device.value().equals(id));
    }

    /** A command is as it is now. One that a command of ours has given and waits for is told by that. */
    synchronized void command(CommandView command) {
        boolean own = busySince
                .filter(since -> !command.createdAt().isBefore(since.minusSeconds(2)))
                .isPresent();
        if (!command.state().isFinal() || !told.add(command.id()) || own) {
            return;
        }
        if (told.size() > MOST_REMEMBERED) {
            told.clear();
        }
        var state = CommandPrinter.state(command.state());
        ended.add(state.tone().paint(state.text(), paint) + "  " + CommandPrinter.what(command) + " of "
                + command.deviceId() + paint.dim("  " + command.id()));
    }

    /** A command runs in the foreground from now on. */
    synchronized void busy() {
        busySince = Optional.of(clock.instant());
    }

    /** The prompt is back. */
    synchronized void idle() {
        busySince = Optional.empty();
    }

    /** The lines that are due; nothing while a command runs, whose output they would break. */
    synchronized List<String> take() {
        if (busySince.isPresent()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        if (reachable != toldReachable) {
            toldReachable = reachable;
            lines.add(
                    reachable
                            ? Tone.GOOD.paint("● the server is there again", paint)
                            : Tone.BAD.paint("○ the server cannot be reached; it is tried again", paint));
        }
        for (DeviceStatus status : DeviceStatus.values()) {
            List<DeviceView> those = changed.values().stream()
                    .filter(device -> device.status() == status)
                    .toList();
            if (those.size() <= SINGLY) {
                those.forEach(device -> lines.add(line(status, named(device) + " is " + words(status))));
            } else {
                lines.add(line(
                        status,
                        those.size() + " devices are " + words(status) + ": "
                                + those.stream()
                                        .limit(NAMED)
                                        .map(Notices::named)
                                        .collect(Collectors.joining(", "))
                                + ", …"));
            }
        }
        changed.clear();
        int most = Math.min(ended.size(), 2 * SINGLY);
        lines.addAll(ended.subList(0, most));
        if (ended.size() > most) {
            lines.add(paint.dim("… and " + (ended.size() - most) + " more commands ended: commands"));
        }
        ended.clear();
        return lines;
    }

    private static String words(DeviceStatus status) {
        return switch (status) {
            case ONLINE -> "online again";
            case OFFLINE -> "offline";
            case PENDING -> "waiting for approval";
        };
    }

    private String line(DeviceStatus status, String text) {
        return switch (status) {
            case ONLINE -> Tone.GOOD.paint("● " + text, paint);
            case OFFLINE -> Tone.BAD.paint("○ " + text, paint);
            case PENDING -> Tone.WARN.paint("◌ " + text, paint);
        };
    }

    private static String named(DeviceView device) {
        String id = device.id().value();
        return device.name().equals(id) ? id : id + " (" + Sanitizer.line(device.name()) + ")";
    }
}
