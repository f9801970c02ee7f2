package no.itagenten.fleet.fleetctl.output;

import java.util.List;
import java.util.function.UnaryOperator;
import no.itagenten.fleet.fleetctl.io.Environment;
import no.itagenten.fleet.fleetctl.io.TerminalFacts;
import org.fusesource.jansi.Ansi;

/** Colours for one stream, or none. Immutable. */
public final class Paint {

    /** No colour at all. */
    public static final Paint NONE = new Paint(false);

    private static final List<Ansi.Color> HUES = List.of(
            Ansi.Color.CYAN, Ansi.Color.GREEN, Ansi.Color.MAGENTA, Ansi.Color.YELLOW, Ansi.Color.BLUE, Ansi.Color.RED);

    private final boolean enabled;

    /** A paint that colours, or does not. */
    public Paint(boolean enabled) {
        this.enabled = enabled;
    }

    /**
     * Whether a stream gets colour: never when it was refused ({@code --no-color}, {@code NO_COLOR}), always when forced ({@code
     * CLICOLOR_FORCE}), else on a terminal that can show it.
     */
    public static Paint choose(boolean refused, Environment environment, TerminalFacts terminal, boolean isTerminal) {
        if (refused || environment.get("NO_COLOR").isPresent()) {
            return NONE;
        }
        boolean forced = environment
                .get("CLICOLOR_FORCE")
                .filter(value -> !value.equals("0"))
                .isPresent();
        return new Paint(forced || (isTerminal && !terminal.dumb()));
    }

    /** Whether it colours. */
    public boolean enabled() {
        return enabled;
    }

    /** Good. */
    public String green(String text) {
        return paint(text, ansi -> ansi.fg(Ansi.Color.GREEN));
    }

    /** Take heed. */
    public String amber(String text) {
        return paint(text, ansi -> ansi.fg(Ansi.Color.YELLOW));
    }

    /** Bad. */
    public String red(String text) {
        return paint(text, ansi -> ansi.fg(Ansi.Color.RED));
    }

    /** Of note. */
    public String cyan(String text) {
        return paint(text, ansi -> ansi.fg(Ansi.Color.CYAN));
    }

    /** Of less weight. */
    public String dim(String text) {
        return paint(text, ansi -> ansi.a(Ansi.Attribute.INTENSITY_FAINT));
    }

    /** Of more weight. */
    public String bold(String text) {
        return paint(text, Ansi::bold);
    }

    /** One of a few colours that are far apart; what has the same number has the same one. */
    public String hue(String text, int number) {
        return paint(text, ansi -> ansi.fg(HUES.get(Math.floorMod(number, HUES.size()))));
    }

    private String paint(String text, UnaryOperator<Ansi> style) {
        return enabled && !text.isEmpty()
                ? style.apply(new Ansi()).a(text).reset().toString()
                : text;
    }
}
