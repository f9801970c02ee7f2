package no.itagenten.fleet.fleetctl.output;

import java.util.Optional;

/** One field of a table: harmless text of one line, and its tone. */
public record Cell(String text, Tone tone) {

    private static final Cell NOTHING = new Cell("–", Tone.DIM);

    /** A cell of text from anywhere; it is made harmless here. */
    public Cell {
        text = Sanitizer.line(text);
    }

    /** A cell without a tone. */
    public static Cell of(String text) {
        return text.isEmpty() ? NOTHING : new Cell(text, Tone.PLAIN);
    }

    /** A cell that shows a dash for what is not known. */
    public static Cell of(Optional<String> text) {
        return text.map(Cell::of).orElse(NOTHING);
    }

    /** The dash. */
    public static Cell nothing() {
        return NOTHING;
    }
}
