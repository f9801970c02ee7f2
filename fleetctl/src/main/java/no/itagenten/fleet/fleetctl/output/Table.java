package no.itagenten.fleet.fleetctl.output;

import java.util.ArrayList;
import java.util.List;

/** Rows under titles, aligned by what they take on a terminal, and cut to its width. For one thread. */
public final class Table {

    private static final String GAP = "  ";

    private final List<Column> columns;
    private final List<List<Cell>> rows = new ArrayList<>();

    /** An empty table. */
    public Table(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    /** Adds a row, one cell for each column. */
    public void row(List<Cell> cells) {
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException(cells.size() + " cells for " + columns.size() + " columns");
        }
        rows.add(List.copyOf(cells));
    }

    /** A row's cells, as arguments. */
    public void row(Cell... cells) {
        row(List.of(cells));
    }

    /**
     * The whole, every line with its end.
     *
     * @param width the terminal's; 0 for as wide as it takes
     */
    public String render(int width, Paint paint) {
        int[] widths = widths(width);
        StringBuilder out = new StringBuilder();
        List<Cell> titles = new ArrayList<>();
        for (Column column : columns) {
            titles.add(new Cell(column.title(), Tone.DIM));
        }
        line(out, titles, widths, paint);
        for (List<Cell> row : rows) {
            line(out, row, widths, paint);
        }
        return out.toString();
    }

    private int[] widths(int width) {
        int[] widths = new int[columns.size()];
        int total = GAP.length() * (columns.size() - 1);
        for (int i = 0; i < widths.length; i++) {
            widths[i] = DisplayWidth.of(columns.get(i).title());
            for (List<Cell> row : rows) {
                widths[i] = Math.max(widths[i], DisplayWidth.of(row.get(i).text()));
            }
            total += widths[i];
        }
        // The widest of those that may shrink gives way first, cell by cell, so that they end up alike.
        while (width > 0 && total > width) {
            int widest = -1;
            for (int i = 0; i < widths.length; i++) {
                int least = columns.get(i).shrinksTo();
                if (least > 0 && widths[i] > least && (widest < 0 || widths[i] > widths[widest])) {
                    widest = i;
                }
            }
            if (widest < 0) {
                break; // nothing gives any more: the terminal wraps, and nothing is lost
            }
            widths[widest]--;
            total--;
        }
        return widths;
    }

    private void line(StringBuilder out, List<Cell> cells, int[] widths, Paint paint) {
        StringBuilder padding = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            Cell cell = cells.get(i);
            String text = DisplayWidth.fit(cell.text(), widths[i]);
            String space = " ".repeat(widths[i] - DisplayWidth.of(text));
            boolean right = columns.get(i).right();
            out.append(padding).append(right ? space : "").append(cell.tone().paint(text, paint));
            padding.setLength(0);
            padding.append(right ? "" : space).append(GAP); // owed only if something follows
        }
        out.append('\n');
    }
}
