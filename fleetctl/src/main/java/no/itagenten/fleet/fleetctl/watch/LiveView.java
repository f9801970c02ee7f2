package no.itagenten.fleet.fleetctl.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.io.TerminalHeight;
import no.itagenten.fleet.fleetctl.output.DisplayWidth;
import no.itagenten.fleet.fleetctl.output.Sanitizer;

/**
 * For a terminal: all of it is drawn over in its place, no higher than the terminal, and stays there at the end. When the window has
 * another size, what its lines have become is wiped off first.
 */
final class LiveView implements View {

    private static final String WIPE = "\u001b[H\u001b[2J";
    private static final String CLEAR_LINE = "\r\u001b[2K";
    private static final String CLEAR_BELOW = "\u001b[J";

    private final Invocation invocation;
    private final Content content;
    private Optional<String> lost = Optional.empty();
    private List<String> drawn = List.of();
    private int columns;

    LiveView(Invocation invocation, Content content) {
        this.invocation = invocation;
        this.content = content;
    }

    @Override
    public void read() {
        content.read();
        draw();
    }

    @Override
    public void tick() {
        draw();
    }

    @Override
    public void lost(String why) {
        lost = Optional.of(why);
        draw();
    }

    @Override
    public void back() {
        lost = Optional.empty();
        draw();
    }

    private void draw() {
        int width = invocation.console().terminal().columns().getAsInt();
        int height = TerminalHeight.of(invocation.surroundings().environment());
        List<String> lines = lines(width, height);
        boolean resized = columns != 0 && columns != width;
        if (lines.equals(drawn) && !resized) {
            return;
        }
        StringBuilder text = new StringBuilder();
        if (resized || drawn.size() >= height) {
            text.append(WIPE);
        } else if (!drawn.isEmpty()) {
            text.append("\u001b[").append(drawn.size()).append('A');
        }
        lines.forEach(line -> text.append(CLEAR_LINE).append(line).append('\n'));
        invocation.print(text.append(CLEAR_BELOW).toString());
        drawn = lines;
        columns = width;
    }

    /** What fits, and below it what has to be said of the rest. */
    private List<String> lines(int width, int height) {
        List<String> all = content.screen().lines().toList();
        int room = Math.max(1, height - 1 - (lost.isPresent() ? 1 : 0)); // the cursor stands below
        boolean cut = all.size() > room;
        List<String> lines = new ArrayList<>(cut ? all.subList(0, room - 1) : all);
        if (cut) {
            int rest = all.size() - room + 1;
            lines.add(invocation
                    .outPaint()
                    .dim(DisplayWidth.fit("… " + rest + " more; a higher window shows them", width)));
        }
        lost.ifPresent(why -> lines.add(invocation
                .outPaint()
                .amber(DisplayWidth.fit(
                        "▲ The connection is lost (" + Sanitizer.line(why) + "); trying again.", width))));
        return List.copyOf(lines);
    }
}
