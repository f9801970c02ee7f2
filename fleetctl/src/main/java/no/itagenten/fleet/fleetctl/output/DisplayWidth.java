package no.itagenten.fleet.fleetctl.output;

import java.util.List;
import org.jline.utils.WCWidth;

/**
 * How many terminal cells text takes. Counted by code point: terminals and Java versions agree on those, and not on joined emoji.
 */
public final class DisplayWidth {

    private DisplayWidth() {}

    /** The width of text without control characters. */
    public static int of(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            width += of(codePoint);
            i += Character.charCount(codePoint);
        }
        return width;
    }

    /** The text, or its beginning and {@code …}, so that it takes at most so many cells. */
    public static String fit(String text, int cells) {
        if (of(text) <= cells) {
            return text;
        }
        int width = 0;
        int end = 0;
        while (end < text.length()) {
            int codePoint = text.codePointAt(end);
            if (width + of(codePoint) > cells - 1) {
                break;
            }
            width += of(codePoint);
            end += Character.charCount(codePoint);
        }
        return cells <= 0 ? "" : text.substring(0, end) + "…";
    }

    /** The texts, made harmless, and each filled up to the width of the widest. */
    static List<String> alike(List<String> texts) {
        List<String> harmless = texts.stream().map(Sanitizer::line).toList();
        int widest = harmless.stream().mapToInt(DisplayWidth::of).max().orElse(0);
        return harmless.stream()
                .map(text -> text + " ".repeat(widest - of(text)))
                .toList();
    }

    private static int of(int codePoint) {
        return codePoint < 0x7f ? 1 : Math.max(0, WCWidth.wcwidth(codePoint));
    }
}
