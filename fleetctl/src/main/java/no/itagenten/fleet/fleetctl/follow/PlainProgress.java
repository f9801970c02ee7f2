package no.itagenten.fleet.fleetctl.follow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.itagenten.fleet.fleetctl.io.Console;
import no.itagenten.fleet.fleetctl.output.CommandPrinter;
import no.itagenten.fleet.fleetctl.output.Times;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.CommandState;
import no.itagenten.fleet.protocol.rest.CommandPhase;
import no.itagenten.fleet.protocol.rest.CommandView;

/** A line with the time for each step, for logs and pipes. */
final class PlainProgress implements ProgressView {

    private final Console console;
    private final Times times;
    private final Titles titles;
    private final StateWords words;
    private final Map<CommandId, Integer> phasesSaid = new HashMap<>();
    private final Map<CommandId, String> standings = new HashMap<>();

    PlainProgress(Console console, Times times, Titles titles) {
        this.console = console;
        this.times = times;
        this.titles = titles;
        this.words = new StateWords(times);
    }

    @Override
    public void update(CommandView command) {
        String title = titles.of(command.deviceId());
        List<CommandPhase> phases = command.phases();
        int said = phasesSaid.getOrDefault(command.id(), 0);
        for (CommandPhase phase : phases.subList(Math.min(said, phases.size()), phases.size())) {
            // Where it stands while it is queued is said below, with the reason; the end is said by the report.
            if (phase.state() != CommandState.QUEUED && !phase.state().isFinal()) {
                line(title + ": " + CommandPrinter.describe(phase));
            }
        }
        phasesSaid.put(command.id(), phases.size());
        if (command.state() == CommandState.QUEUED) {
            String key = command.reason().orElse("");
            if (!key.equals(standings.put(command.id(), key))) {
                line(words.standing(command, title));
            }
        }
    }

    @Override
    public void note(String text) {
        line(text);
    }

    @Override
    public void tick() {}

    @Override
    public void close() {}

    private void line(String text) {
        console.say(times.now() + " " + text);
    }
}
