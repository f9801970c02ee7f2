package no.itagenten.fleet.fleetctl.follow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.output.CommandPrinter;
import no.itagenten.fleet.fleetctl.output.Times;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.CommandState;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.rest.CommandPhase;
import no.itagenten.fleet.protocol.rest.CommandView;

/** A line with the time and the device for each step, for logs and pipes. */
final class PlainProgress implements ProgressView {

    /** Where the lines go. */
    interface Lines {
        /**
         * Takes one.
         *
         * @param device empty for a line about the wait itself
         */
        void line(Optional<DeviceId> device, String line);
    }

    private final Times times;
    private final Lines lines;
    private final StateWords words;
    private final Map<CommandId, Integer> phasesSaid = new HashMap<>();
    private final Map<CommandId, String> standings = new HashMap<>();

    PlainProgress(Times times, Lines lines) {
        this.times = times;
        this.lines = lines;
        this.words = new StateWords(times);
    }

    @Override
    public void update(CommandView command) {
        List<CommandPhase> phases = command.phases();
        int said = phasesSaid.getOrDefault(command.id(), 0);
        for (CommandPhase phase : phases.subList(Math.min(said, phases.size()), phases.size())) {
            // Where it stands while it is queued is said below, with the reason; the end is said by the report.
            if (phase.state() != CommandState.QUEUED && !phase.state().isFinal()) {
                line(command, CommandPrinter.describe(phase));
            }
        }
        phasesSaid.put(command.id(), phases.size());
        if (command.state() == CommandState.QUEUED) {
            String key = command.reason().orElse("");
            if (!key.equals(standings.put(command.id(), key))) {
                line(command, words.standing(command));
            }
        }
    }

    @Override
    public void note(String text) {
        lines.line(Optional.empty(), times.now() + " " + text);
    }

    @Override
    public void tick() {}

    @Override
    public void close() {}

    private void line(CommandView command, String text) {
        lines.line(Optional.of(command.deviceId()), times.now() + " [" + command.deviceId() + "] " + text);
    }
}
