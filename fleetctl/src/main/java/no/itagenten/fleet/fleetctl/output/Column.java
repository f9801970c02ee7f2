package no.itagenten.fleet.fleetctl.output;

/**
 * A column of a table.
 *
 * @param right whether it is set flush right, as numbers are
 * @param shrinksTo how many cells it keeps when the terminal is too narrow for all; 0 never shrinks
 * @param yields when all that shrink have shrunk, the column with the highest of these is left out first; 0 never
 * @param wide whether it is shown only when every column is asked for
 */
public record Column(String title, boolean right, int shrinksTo, int yields, boolean wide) {

    /** Never cut: ids, states. */
    public static Column fixed(String title) {
        return new Column(title, false, 0, 0, false);
    }

    /** Cut when there is no room: names, messages. */
    public static Column flexible(String title) {
        return new Column(title, false, 4, 0, false);
    }

    /** The same, cut only so far that this many cells of it stay. */
    public Column atLeast(int cells) {
        return new Column(title, right, cells, yields, wide);
    }

    /** Figures. */
    public static Column number(String title) {
        return new Column(title, true, 0, 0, false);
    }

    /** The same, left out where the terminal is too narrow; those with a higher rank go first. */
    public Column yielding(int rank) {
        return new Column(title, right, shrinksTo, rank, wide);
    }

    /** The same, shown only when every column is asked for. */
    public Column onlyWide() {
        return new Column(title, right, shrinksTo, yields, true);
    }
}
