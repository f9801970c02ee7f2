package no.itagenten.fleet.fleetctl.io;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many lines the terminal has, asked only by what draws over more than a few of them. */
public final class TerminalHeight {

    /** A height for when nobody knows. */
    private static final int USUAL_LINES = 24;

    private TerminalHeight() {}

    /** As {@code LINES} says, or else the terminal itself. */
    public static int of(Environment environment) {
        return environment
                .get("LINES")
                .filter(text -> text.matches("[1-9]\\d{0,4}"))
                .map(Integer::parseInt)
                .orElseGet(TerminalHeight::askStty);
    }

    private static int askStty() {
        Matcher size =
                Pattern.compile("(\\d{1,5}) \\d+\\s*").matcher(Stty.ask("size").orElse(""));
        int lines = size.matches() ? Integer.parseInt(size.group(1)) : 0;
        return lines > 0 ? lines : USUAL_LINES;
    }
}
