package no.itagenten.fleet.fleetctl.top;

import java.util.ArrayDeque;
import java.util.Deque;

/** The last figures of 0 to 100 as a row of bars, {@code ▁▂▅█}. Holds a bounded number. For one thread. */
final class Sparkline {

    private static final String BARS = "▁▂▃▄▅▆▇█";
    private static final int MOST = 60;

    private final Deque<Double> values = new ArrayDeque<>();

    void add(double percent) {
        values.addLast(percent);
        if (values.size() > MOST) {
            values.removeFirst();
        }
    }

    /** The newest of them, at the right of so many cells. */
    String text(int cells) {
        StringBuilder bars = new StringBuilder();
        int skip = Math.max(0, values.size() - cells);
        for (double value : values) {
            if (skip-- > 0) {
                continue;
            }
            int height = (int) Math.floor(Math.max(0, Math.min(99.9, value)) / 100 * BARS.length());
            bars.append(BARS.charAt(height));
        }
        return " ".repeat(Math.max(0, cells - bars.length())) + bars;
    }
}
