package no.itagenten.fleet.fleetctl.follow;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
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
    static final int MOST_LINES = 15;

    private static final String CLEAR_LINE = "\r\u001b[2K";
    private static final String CLEAR_BELOW = "\u001b[J";

    private final Console console;
    private final Paint paint;
    private final Clock clock;
    private final Titles titles;
    private final StateWords words;
    private final int columns;
    private final Map<CommandId, CommandView> commands = new LinkedHashMap<>();
    private int drawn;
    private boolean closed;

    LiveProgress(Console console, Paint paint, Clock clock, Titles titles) {
        this.console = console;
        this.paint = paint;
        this.clock = clock;
        this.titles = titles;
        this.words = new StateWords(new Times(clock));
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
        for (CommandView command : commands.values()) {
            lines.append(CLEAR_LINE).append(line(command)).append('\n');
        }
        console.sayRaw(lines.toString());
        drawn = commands.size();
    }

    private String line(CommandView command) {
        String title = titles.of(command.deviceId());
        Tone tone = CommandPrinter.state(command.state()).tone();
        String symbol = CommandPrinter.state(command.state()).text().substring(0, 1);
        String what = command.state().isFinal()
                ? title + ": " + CommandPrinter.name(command.state())
                : words.standing(command, title);
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
