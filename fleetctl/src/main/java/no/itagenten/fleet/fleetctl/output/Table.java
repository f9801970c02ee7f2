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

    /** The usual columns with their titles; {@code width} is the terminal's, 0 for as wide as it takes. */
    public String render(int width, Paint paint) {
        return render(new TableLook(width, true, false), paint);
    }

    /** The whole, every line with its end. */
    public String render(TableLook look, Paint paint) {
        return render(look, paint, rows, true);
    }

    /**
     * Some of its rows, laid out as they are in the whole.
     *
     * @param chosen which, counted from 0
     * @param titles whether the titles, if it has any, stand above these
     */
    public String renderRows(TableLook look, Paint paint, List<Integer> chosen, boolean titles) {
        return render(look, paint, chosen.stream().map(rows::get).toList(), titles);
    }

    private String render(TableLook look, Paint paint, List<List<Cell>> shown, boolean titlesHere) {
        TableLayout layout = new TableLayout(columns, needs(look.headers()), GAP.length(), look);
        StringBuilder out = new StringBuilder();
        if (look.headers() && titlesHere) {
            List<Cell> titles = columns.stream()
                    .map(column -> new Cell(column.title(), Tone.DIM))
                    .toList();
            line(out, titles, layout, paint);
        }
        shown.forEach(row -> line(out, row, layout, paint));
        return out.toString();
    }

    private int[] needs(boolean headers) {
        int[] needs = new int[columns.size()];
        for (int i = 0; i < needs.length; i++) {
            needs[i] = headers ? DisplayWidth.of(columns.get(i).title()) : 0;
            for (List<Cell> row : rows) {
                needs[i] = Math.max(needs[i], DisplayWidth.of(row.get(i).text()));
            }
        }
        return needs;
    }

    private void line(StringBuilder out, List<Cell> cells, TableLayout layout, Paint paint) {
        StringBuilder padding = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            if (layout.shows(i)) {
                Cell cell = cells.get(i);
                String text = DisplayWidth.fit(cell.text(), layout.width(i));
                String space = " ".repeat(layout.width(i) - DisplayWidth.of(text));
                boolean right = columns.get(i).right();
                out.append(padding)
                        .append(right ? space : "")
                        .append(cell.tone().paint(text, paint));
                padding.setLength(0);
                padding.append(right ? "" : space).append(GAP); // owed only if something follows
            }
        }
        out.append('\n');
    }
}
