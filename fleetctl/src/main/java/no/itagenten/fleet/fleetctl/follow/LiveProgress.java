package no.itagenten.fleet.fleetctl.follow;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import no.itagenten.fleet.fleetctl.io.Console;
import no.itagenten.fleet.fleetctl.output.CommandPrinter;
import no.itagenten.fleet.fleetctl.output.DisplayWidth;
import no.itagenten.fleet.fleetctl.output.Paint;
import no.itagenten.fleet.fleetctl.output.Times;
import no.itagenten.fleet.fleetctl.output.Tone;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.rest.CommandView;

/** One line for each command, drawn over as it gets on; only for a terminal. Safe for several threads, because Ctrl-C closes it. */
final class LiveProgress implements ProgressView {

    /** More lines than this would not fit a small terminal, and then cannot be drawn over. */
    private static final int MOST_LINES = 15;

    private static final String CLEAR_LINE = "\r\u001b[2K";
    private static final String CLEAR_BELOW = "\u001b[J";

    private final Console console;
    private final Paint paint;
    private final Clock clock;
    private final StateWords words;
    private final int columns;
    private final Map<CommandId, CommandView> commands = new LinkedHashMap<>();
    private int drawn;
    private boolean closed;

    LiveProgress(Console console, Paint paint, Clock clock, Times times) {
        this.console = console;
        this.paint = paint;
        this.clock = clock;
        this.words = new StateWords(times);
        this.columns = console.terminal().columns().getAsInt();
    }

    @Override
    public synchronized void update(CommandView command) {
        commands.put(command.id(), command);
        draw();
    }

    @Override
    public synchronized void note(String line) {
        erase();
        console.say(line);
        draw();
    }

    @Override
    public synchronized void tick() {
        draw();
    }

    @Override
    public synchronized void close() {
        erase();
        closed = true;
    }

    private void erase() {
        if (drawn > 0 && !closed) {
            console.sayRaw(up() + CLEAR_LINE + CLEAR_BELOW);
            drawn = 0;
        }
    }

    private String up() {
        return drawn == 0 ? "" : "\u001b[" + drawn + "A";
    }

    private void draw() {
        if (closed) {
            return;
        }
        StringBuilder lines = new StringBuilder(up());
        List<CommandView> shown = shown();
        for (CommandView command : shown) {
            lines.append(CLEAR_LINE).append(line(command)).append('\n');
        }
        int hidden = commands.size() - shown.size();
        if (hidden > 0) {
            lines.append(CLEAR_LINE).append(rest(hidden)).append('\n');
        }
        lines.append(CLEAR_BELOW);
        console.sayRaw(lines.toString());
        drawn = shown.size() + (hidden > 0 ? 1 : 0);
    }

    /** All, or where they are too many those that are not at their end. */
    private List<CommandView> shown() {
        if (commands.size() <= MOST_LINES) {
            return List.copyOf(commands.values());
        }
        return commands.values().stream()
                .filter(command -> !command.state().isFinal())
                .limit(MOST_LINES - 1)
                .toList();
    }

    private String rest(int hidden) {
        return DisplayWidth.fit(
                "… " + hidden + " more; all: " + Tally.of(commands.values(), List.of(), Paint.NONE), columns - 1);
    }

    private String line(CommandView command) {
        Tone tone = CommandPrinter.state(command.state()).tone();
        String symbol = CommandPrinter.state(command.state()).text().substring(0, 1);
        String what = "[" + command.deviceId() + "] "
                + (command.state().isFinal() ? CommandPrinter.name(command.state()) : words.standing(command));
        String age = "  " + Times.exact(age(command));
        String text = DisplayWidth.fit(what, Math.max(10, columns - DisplayWidth.of(age) - 3));
        return tone.paint(symbol, paint) + " " + text + paint.dim(age);
    }

    private Duration age(CommandView command) {
        Duration age =
                Duration.between(command.createdAt(), command.finishedAt().orElseGet(clock::instant));
        return age.isNegative() ? Duration.ZERO : age; // the server's clock may be ahead of ours
    }
}
