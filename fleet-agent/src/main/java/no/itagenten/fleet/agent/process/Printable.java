package no.itagenten.fleet.agent.process;

import java.util.regex.Pattern;

/**
 * Output of programs as text that is safe to show and to send: without colour codes, and without control characters, each of
 * which would take six bytes in JSON and could take a terminal over.
 */
public final class Printable {

    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;?]*[A-Za-z]");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\n\t]]");
    private static final Pattern LINE_END = Pattern.compile("\r\n?");

    private Printable() {}

    public static String of(String text) {
        String lines = LINE_END.matcher(COLOUR.matcher(text).replaceAll("")).replaceAll("\n");
        return CONTROL.matcher(lines).replaceAll("?");
    }
}
