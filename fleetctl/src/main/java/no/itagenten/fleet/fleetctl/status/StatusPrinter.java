package no.itagenten.fleet.fleetctl.status;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import no.itagenten.fleet.fleetctl.output.CommandPrinter;
import no.itagenten.fleet.fleetctl.output.DisplayWidth;
import no.itagenten.fleet.fleetctl.output.HeldCells;
import no.itagenten.fleet.fleetctl.output.Paint;
import no.itagenten.fleet.fleetctl.output.Sanitizer;
import no.itagenten.fleet.fleetctl.output.Times;
import no.itagenten.fleet.fleetctl.output.Tone;
import no.itagenten.fleet.protocol.rest.DeviceView;

/** The status for people: each thing on a line, and below it the command to give next, ready to be copied. For one thread. */
public final class StatusPrinter {

    private final Clock clock;
    private final Times times;
    private final Paint paint;
    private final int width;
    private final StringBuilder out = new StringBuilder();

    /** @param width the terminal's, to which lines are cut (commands never are); 0 for as wide as it takes */
    public StatusPrinter(Clock clock, Times times, Paint paint, int width) {
        this.clock = clock;
        this.times = times;
        this.paint = paint;
        this.width = width;
    }

    /**
     * The whole, every line with its end.
     *
     * @param most lines of a part before it is cut short
     */
    public String fleet(FleetStatus status, int most) {
        out.setLength(0);
        headline(status);
        part("WRONG", OutageGroups.of(status.problems()), most, this::problem);
        part("WAITS", status.waiting(), most, this::waiting);
        heldPart(status, most);
        return out.toString();
    }

    /** What is wrong with one device and what waits for it; empty if nothing. */
    public String device(List<Finding> problems, List<Waiting> waiting) {
        out.setLength(0);
        part("WRONG", problems, Integer.MAX_VALUE, this::problem);
        part("WAITS", waiting, Integer.MAX_VALUE, this::waiting);
        return out.toString();
    }

    private void headline(FleetStatus status) {
        String devices = status.total() + (status.total() == 1 ? " device" : " devices");
        if (status.problems().isEmpty()) {
            String all = status.total() == 1 ? "online" : "all online";
            out.append(paint.green("✔"))
                    .append(' ')
                    .append(devices)
                    .append(", ")
                    .append(all);
            out.append("; nothing is wrong.\n");
            return;
        }
        String gone = status.offline() == 0 ? "0 offline" : paint.red(status.offline() + " offline");
        out.append(paint.bold(devices + ":")).append(' ').append(paint.green(status.online() + " online"));
        out.append(", ").append(gone);
        if (status.pending() > 0) {
            out.append(", ").append(paint.amber(status.pending() + " pending"));
        }
        out.append('\n');
    }

    private <T> void part(String title, List<T> entries, int most, Consumer<T> printer) {
        if (entries.isEmpty()) {
            return;
        }
        title(title);
        // One more line is as good as a line that says there is one more.
        int shown = entries.size() - most <= 1 ? entries.size() : most;
        entries.subList(0, shown).forEach(printer);
        if (shown < entries.size()) {
            out.append(paint.dim("… and " + (entries.size() - shown) + " more; all of them: fleetctl status | less"))
                    .append('\n');
        }
    }

    private void title(String title) {
        out.append('\n').append(paint.dim(title)).append('\n');
    }

    private void problem(Finding finding) {
        boolean critical = finding.severity() == Severity.CRITICAL;
        entry(
                critical ? "✘" : "▲",
                critical ? Tone.BAD : Tone.WARN,
                called(finding.deviceId().value(), finding.name()),
                finding.problem() + finding.since().map(this::since).orElse(""),
                Optional.of(finding.fix()));
    }

    private void waiting(Waiting waiting) {
        String state = CommandPrinter.name(waiting.state());
        entry(
                waiting.stands() ? "◌" : "▸",
                waiting.stands() ? Tone.WARN : Tone.NOTE,
                called(waiting.deviceId().value(), waiting.name()),
                waiting.what() + " is " + state
                        + (waiting.reason().isEmpty() ? "" : ": " + waiting.reason())
                        + " (asked " + times.relative(waiting.since()) + ")",
                Optional.of(waiting.fix()));
    }

    private void heldPart(FleetStatus status, int most) {
        part("LEAVE ALONE", status.held(), most, this::held);
        if (status.closedWindows().isEmpty()) {
            return;
        }
        if (status.held().isEmpty()) {
            title("LEAVE ALONE");
        }
        int count = status.closedWindows().size();
        List<Instant> openings = new ArrayList<>();
        status.closedWindows().forEach(closed -> closed.opensAt().ifPresent(openings::add));
        String next = openings.stream()
                .min(Instant::compareTo)
                .map(at -> "; the next opens " + times.relative(at) + " (" + times.local(at) + ")")
                .orElse("");
        entry(
                "◇",
                Tone.NOTE,
                count == 1 ? status.closedWindows().get(0).deviceId().value() : count + " devices",
                "outside " + (count == 1 ? "its" : "their") + " maintenance windows" + next,
                Optional.of("fleetctl window list"));
    }

    private void held(DeviceView device) {
        String words = new HeldCells(times).cell(device).text().replaceFirst("^◆ ", "");
        Optional<String> fix = device.lock().map(lock -> "fleetctl unlock " + device.id());
        entry("◆", Tone.NOTE, called(device.id().value(), device.name()), words, fix);
    }

    private void entry(String symbol, Tone tone, String who, String what, Optional<String> fix) {
        int room = width == 0 ? Integer.MAX_VALUE : Math.max(20, width - DisplayWidth.of(who) - 4);
        out.append(tone.paint(symbol, paint))
                .append(' ')
                .append(paint.bold(who))
                .append("  ");
        out.append(tone.paint(DisplayWidth.fit(Sanitizer.line(what), room), paint))
                .append('\n');
        fix.ifPresent(command -> out.append("  ")
                .append(paint.dim("→"))
                .append(' ')
                .append(command)
                .append('\n'));
    }

    /** {@code , for 12 min, since 2026-11-23 18:48:00Z}. */
    private String since(Instant instant) {
        Duration passed = Duration.between(instant, clock.instant());
        String rough = passed.isNegative() ? "" : " for " + Times.rough(passed) + ",";
        return rough + " since " + times.local(instant);
    }

    private static String called(String id, String name) {
        return name.equals(id) ? id : id + " (" + Sanitizer.line(name) + ")";
    }
}
