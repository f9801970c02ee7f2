package no.itagenten.fleet.fleetctl.top;

import java.util.ArrayList;
import java.util.List;
import no.itagenten.fleet.fleetctl.output.Cell;
import no.itagenten.fleet.fleetctl.output.DisplayWidth;
import no.itagenten.fleet.fleetctl.output.Paint;
import no.itagenten.fleet.fleetctl.output.Tone;

/** The lines of one screen, none wider than it; what does not fit is left out. For one thread. */
final class Frame {

    /** A line under way: parts are added while there is room. */
    final class Line {
        private final StringBuilder text = new StringBuilder();
        private int used;

        /** Adds a part, cut where the screen ends. */
        Line add(String part, Tone tone) {
            String fitting = DisplayWidth.fit(part, Math.max(0, columns - used));
            used += DisplayWidth.of(fitting);
            text.append(tone.paint(fitting, paint));
            return this;
        }

        /** Adds a part as wide as that, and a space behind it. */
        Line cell(Cell cell, int width, boolean right) {
            String fitting = DisplayWidth.fit(cell.text(), width);
            String padding = " ".repeat(width - DisplayWidth.of(fitting));
            if (right) {
                add(padding, Tone.PLAIN);
            }
            add(fitting, cell.tone());
            return add((right ? "" : padding) + " ", Tone.PLAIN);
        }

        /** What is still free. */
        int room() {
            return Math.max(0, columns - used);
        }

        /** Ends it. */
        void end() {
            if (lines.size() < rows) {
                lines.add(text.toString().stripTrailing());
            }
        }
    }

    private final int rows;
    private final int columns;
    private final Paint paint;
    private final List<String> lines = new ArrayList<>();

    Frame(int rows, int columns, Paint paint) {
        this.rows = rows;
        this.columns = columns - 1; // in the last column some terminals wrap
        this.paint = paint;
    }

    int columns() {
        return columns;
    }

    /** Lines that are still free. */
    int left() {
        return rows - lines.size();
    }

    Line line() {
        return new Line();
    }

    void line(String text, Tone tone) {
        line().add(text, tone).end();
    }

    /** Fills up so that only so many lines are left. */
    void fill(int leave) {
        while (left() > leave) {
            lines.add("");
        }
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
