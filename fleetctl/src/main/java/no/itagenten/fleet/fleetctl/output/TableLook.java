package no.itagenten.fleet.fleetctl.output;

/**
 * How a table is laid out.
 *
 * @param width the terminal's; 0 for as wide as it takes
 * @param headers whether the titles stand above
 * @param wide whether the columns are shown that are left out as a rule
 */
public record TableLook(int width, boolean headers, boolean wide) {

    /** The usual columns, as wide as they are. */
    static TableLook whole(boolean headers) {
        return new TableLook(0, headers, false);
    }
}
