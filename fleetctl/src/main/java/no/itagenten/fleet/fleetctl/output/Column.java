package no.itagenten.fleet.fleetctl.output;

/**
 * A column of a table.
 *
 * @param right whether it is set flush right, as numbers are
 * @param shrinksTo how many cells it keeps when the terminal is too narrow for all; 0 never shrinks
 */
public record Column(String title, boolean right, int shrinksTo) {

    /** Never cut: ids, states. */
    public static Column fixed(String title) {
        return new Column(title, false, 0);
    }

    /** Cut when there is no room: names, messages. */
    public static Column flexible(String title) {
        return new Column(title, false, 4);
    }

    /** Figures. */
    public static Column number(String title) {
        return new Column(title, true, 0);
    }
}
