package no.itagenten.fleet.fleetctl.follow;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import no.itagenten.fleet.fleetctl.output.CommandPrinter;
import no.itagenten.fleet.fleetctl.output.Paint;
import no.itagenten.fleet.fleetctl.output.Tone;
import no.itagenten.fleet.protocol.CommandState;
import no.itagenten.fleet.protocol.rest.CommandView;

/** {@code 12 succeeded · 1 failed · 2 queued (offline)}. */
final class Tally {

    private static final List<CommandState> ORDER = List.of(
            CommandState.SUCCEEDED,
            CommandState.FAILED,
            CommandState.ROLLED_BACK,
            CommandState.TIMED_OUT,
            CommandState.REJECTED,
            CommandState.CANCELED,
            CommandState.EXPIRED,
            CommandState.RUNNING,
            CommandState.DELIVERED,
            CommandState.WAITING,
            CommandState.QUEUED);

    private Tally() {}

    static String of(Collection<CommandView> commands, List<Unsent> unsent, Paint paint) {
        Map<String, Long> counts = new LinkedHashMap<>();
        Map<String, Tone> tones = new LinkedHashMap<>();
        for (CommandState state : ORDER) {
            for (CommandView command : commands) {
                if (command.state() == state) {
                    counts.merge(words(command), 1L, Long::sum);
                    tones.put(words(command), CommandPrinter.state(state).tone());
                }
            }
        }
        for (Unsent one : unsent) {
            String words = one.state().replace('_', ' ');
            counts.merge(words, 1L, Long::sum);
            tones.put(words, one.isRefused() ? Tone.BAD : Tone.WARN);
        }
        return counts.entrySet().stream()
                .map(count -> tones.get(count.getKey()).paint(count.getValue() + " " + count.getKey(), paint))
                .collect(Collectors.joining(" · "));
    }

    private static String words(CommandView command) {
        String name = CommandPrinter.name(command.state());
        boolean offline =
                command.state() == CommandState.QUEUED && command.reason().equals(Optional.of("offline"));
        return offline ? name + " (offline)" : name;
    }
}
