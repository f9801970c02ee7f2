package no.itagenten.fleet.fleetctl.output;

/** What a piece of text means, from which its colour follows. */
public enum Tone {
    /** Nothing special. */
    PLAIN,
    /** Good. */
    GOOD,
    /** Take heed. */
    WARN,
    /** Bad. */
    BAD,
    /** Of note. */
    NOTE,
    /** Of less weight. */
    DIM,
    /** Of more weight. */
    STRONG;

    /** The text in this tone's colour. */
    public String paint(String text, Paint paint) {
        return switch (this) {
            case PLAIN -> text;
            case GOOD -> paint.green(text);
            case WARN -> paint.amber(text);
            case BAD -> paint.red(text);
            case NOTE -> paint.cyan(text);
            case DIM -> paint.dim(text);
            case STRONG -> paint.bold(text);
        };
    }
}
