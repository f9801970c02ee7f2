package no.itagenten.fleet.fleetctl.top;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import no.itagenten.fleet.fleetctl.output.Paint;
import no.itagenten.fleet.fleetctl.output.Times;
import no.itagenten.fleet.fleetctl.output.Tone;
import no.itagenten.fleet.protocol.rest.DeviceStatus;

/** Makes a screen of a model: one line at the top, the view, and the keys at the bottom. Remembers nothing. */
final class TopRenderer {

    /** Lines that are no rows of the list: the first, the titles and the last. */
    static final int AROUND = 3;

    private static final int FEWEST_ROWS = 4;
    private static final int FEWEST_COLUMNS = 20;

    private final String server;
    private final Clock clock;
    private final Paint paint;

    /** @param server how people call it */
    TopRenderer(String server, Clock clock, Paint paint) {
        this.server = server;
        this.clock = clock;
        this.paint = paint;
    }

    /** Exactly so many lines, each narrower than the screen. */
    List<String> frame(TopModel model, int rows, int columns) {
        Frame frame = new Frame(rows, columns, paint);
        if (rows < FEWEST_ROWS || columns < FEWEST_COLUMNS) {
            frame.line("too small; q quits", Tone.WARN);
            frame.fill(0);
            return frame.lines();
        }
        head(frame, model);
        switch (model.view) {
            case LIST -> new ListView(clock).draw(frame, model);
            case DETAIL -> new DetailView(clock).draw(frame, model);
            case HELP -> HelpView.draw(frame);
        }
        frame.fill(1);
        foot(frame, model);
        return frame.lines();
    }

    private void head(Frame frame, TopModel model) {
        Times times = new Times(clock);
        Frame.Line line = frame.line().add("r58 ", Tone.STRONG).add(server + "  ", Tone.NOTE);
        if (model.loaded()) {
            long online = model.devices().stream()
                    .filter(device -> device.status() == DeviceStatus.ONLINE)
                    .count();
            int total = model.devices().size();
            line.add(online + "/" + total + " online", online == total ? Tone.GOOD : Tone.WARN);
        } else {
            line.add("asking the server …", Tone.DIM);
        }
        model.stale()
                .ifPresentOrElse(
                        stale -> line.add(
                                "  ✘ stale for "
                                        + Times.rough(Duration.between(stale.since(), clock.instant()))
                                        + ": " + stale.why(),
                                Tone.BAD),
                        () -> {
                            String now = times.now();
                            line.add(" ".repeat(Math.max(1, line.room() - now.length())), Tone.PLAIN)
                                    .add(now, Tone.DIM);
                        });
        line.end();
    }

    private static void foot(Frame frame, TopModel model) {
        if (model.typing) {
            frame.line()
                    .add("/" + model.filter + "▏", Tone.STRONG)
                    .add("  ⏎ keep  esc clear", Tone.DIM)
                    .end();
            return;
        }
        String keys = switch (model.view) {
            case LIST ->
                "↑↓ choose  ⏎ details  / filter  s sort: " + model.order.title() + (model.reversed ? " ▲" : " ▼")
                        + "  ? help  q quit";
            case DETAIL -> "↑↓ next device  esc back  ? help";
            case HELP -> "esc back";
        };
        frame.line(keys, Tone.DIM);
    }
}
