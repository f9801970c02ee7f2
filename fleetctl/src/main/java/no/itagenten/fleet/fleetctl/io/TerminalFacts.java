package no.itagenten.fleet.fleetctl.io;

import java.util.function.IntSupplier;

/**
 * What is known about the three streams.
 *
 * @param input whether standard input is a terminal
 * @param output whether standard output is a terminal
 * @param error whether standard error is a terminal
 * @param columns the terminal's width in cells, asked only when it matters
 * @param dumb whether the terminal understands no escape sequences
 */
public record TerminalFacts(boolean input, boolean output, boolean error, IntSupplier columns, boolean dumb) {

    /** A width for when nobody knows. */
    public static final int USUAL_COLUMNS = 80;

    /** No stream is a terminal: pipes and files. */
    public static TerminalFacts none() {
        return new TerminalFacts(false, false, false, () -> USUAL_COLUMNS, true);
    }
}
