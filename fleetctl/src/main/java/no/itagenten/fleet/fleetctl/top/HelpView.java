package no.itagenten.fleet.fleetctl.top;

import java.util.List;
import java.util.stream.Collectors;
import no.itagenten.fleet.fleetctl.output.Tone;

/** The keys. */
final class HelpView {

    private static final List<String> KEYS = List.of(
            "↑ ↓ PgUp PgDn   choose a device (also: k j Home End)",
            "⏎               the device, with its log as it grows",
            "/               show only devices whose name, venue, tag or status holds a text",
            "s               sort by the next column; r turns the order round",
            orders(0, 4),
            orders(4, TopOrder.values().length),
            "esc             back; in the list: show all devices again",
            "q, Ctrl-C       quit",
            "",
            "● well  ▲ to be looked at  ✘ bad  ○ offline  ◌ waits for approval",
            "The bars are the processor's load of late.");

    private HelpView() {}

    private static String orders(int from, int to) {
        return List.of(TopOrder.values()).subList(from, to).stream()
                .map(order -> order.letter() + " " + order.title())
                .collect(Collectors.joining(", ", "                ", ""));
    }

    static void draw(Frame frame) {
        frame.line("Keys", Tone.STRONG);
        KEYS.forEach(key -> {
            if (frame.left() > 1) {
                frame.line(key, Tone.PLAIN);
            }
        });
    }
}
