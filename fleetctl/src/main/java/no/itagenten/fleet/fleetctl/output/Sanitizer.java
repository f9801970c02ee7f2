package no.itagenten.fleet.fleetctl.output;

import java.util.regex.Pattern;

/**
 * Makes text that came from elsewhere harmless on a terminal: a device's name or log line must not move the cursor, recolour the
 * screen, hide what follows or answer questions in our name.
 */
public final class Sanitizer {

    /** Escape sequences (ECMA-48): CSI, then the strings OSC, DCS, SOS, PM and APC up to their end, then the short ones. */
    private static final Pattern ESCAPE = Pattern.compile("(?:\u001b\\[|\u009b)[0-?]*[ -/]*[@-~]?"
            + "|(?:\u001b[\\]PX^_]|[\u009d\u0090\u0098\u009e\u009f])[^\u0007\u001b\u009c\\n]*(?:\u0007|\u001b\\\\|\u009c)?"
            + "|\u001b[ -/]*[0-~]?");

    private Sanitizer() {}

    /** One line of harmless text: line ends and tabs become spaces, escape sequences go, other control characters show as {@code �}. */
    public static String line(String text) {
        return isPlain(text) ? text : clean(text, false);
    }

    /** The same, but line feeds stay. */
    public static String lines(String text) {
        return isPlain(text) ? text : clean(text, true);
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || (c >= 0x7f && isHarmful(c))) {
                return false;
            }
        }
        return true;
    }

    private static String clean(String text, boolean keepLineFeeds) {
        String bare = ESCAPE.matcher(text.replace("\r\n", "\n")).replaceAll("");
        StringBuilder clean = new StringBuilder(bare.length());
        for (int i = 0; i < bare.length(); i++) {
            char c = bare.charAt(i);
            if (c == '\n') {
                clean.append(keepLineFeeds ? '\n' : ' ');
            } else if (c == '\t') {
                clean.append(keepLineFeeds ? "    " : " ");
            } else if (c == '\r') {
                clean.append(' ');
            } else {
                clean.append(isHarmful(c) ? '\ufffd' : c);
            }
        }
        return clean.toString();
    }

    /** Control characters, and the invisible ones that turn the direction of writing or separate lines. */
    static boolean isHarmful(char c) {
        return c < ' '
                || (c >= 0x7f && c <= 0x9f)
                || (c >= 0x202a && c <= 0x202e)
                || (c >= 0x2066 && c <= 0x2069)
                || c == 0x2028
                || c == 0x2029;
    }
}
