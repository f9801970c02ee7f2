package no.itagenten.fleet.fleetctl.output;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Which columns of a table are shown, and how wide each is. For one thread. */
final class TableLayout {

    private final List<Column> columns;
    private final int gap;
    private final int[] widths;
    private final boolean[] shown;

    /** @param needs how wide each column would like to be */
    TableLayout(List<Column> columns, int[] needs, int gap, TableLook look) {
        this.columns = columns;
        this.gap = gap;
        widths = needs.clone();
        shown = new boolean[widths.length];
        for (int i = 0; i < shown.length; i++) {
            shown[i] = look.wide() || !columns.get(i).wide();
        }
        if (look.width() > 0) {
            fit(look.width());
        }
    }

    /** Whether a column is shown. */
    boolean shows(int column) {
        return shown[column];
    }

    /** A column's width in cells. */
    int width(int column) {
        return widths[column];
    }

    private void fit(int width) {
        int[] full = widths.clone();
        Deque<Integer> leftOut = new ArrayDeque<>();
        while (!shrink(width)) {
            int first = -1;
            for (int i = 0; i < shown.length; i++) {
                int yields = columns.get(i).yields();
                if (shown[i]
                        && yields > 0
                        && (first < 0 || yields > columns.get(first).yields())) {
                    first = i;
                }
            }
            if (first < 0) {
                return; // nothing gives any more: the terminal wraps, and nothing is lost
            }
            shown[first] = false;
            leftOut.push(first);
            System.arraycopy(full, 0, widths, 0, full.length); // what is left has its room again
        }
        bringBack(leftOut, full, width);
    }

    /** Where a broad column had to go there may be room for narrower ones that went before it. */
    private void bringBack(Deque<Integer> leftOut, int[] full, int width) {
        for (int column : leftOut) {
            int[] before = widths.clone();
            System.arraycopy(full, 0, widths, 0, full.length);
            shown[column] = true;
            if (!shrink(width)) {
                shown[column] = false;
                System.arraycopy(before, 0, widths, 0, before.length);
            }
        }
    }

    /** The widest of those that may shrink gives way first, cell by cell, so that they end up alike. */
    private boolean shrink(int width) {
        int total = total();
        while (total > width) {
            int widest = -1;
            for (int i = 0; i < widths.length; i++) {
                int least = columns.get(i).shrinksTo();
                if (shown[i] && least > 0 && widths[i] > least && (widest < 0 || widths[i] > widths[widest])) {
                    widest = i;
                }
            }
            if (widest < 0) {
                return false;
            }
            widths[widest]--;
            total--;
        }
        return true;
    }

    private int total() {
        int total = -gap;
        for (int i = 0; i < widths.length; i++) {
            total += shown[i] ? widths[i] + gap : 0;
        }
        return total;
    }
}
