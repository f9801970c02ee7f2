package no.itagenten.fleet.protocol;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Bounds on free text, measured as it travels: in bytes of UTF-8. All functions are pure and safe for any thread. */
public final class Text {

    /**
     * A text may take this many times its bound inside a JSON string, no more. Quotes and line ends double; a control character
     * takes six bytes, and a text full of them would make a message that no peer accepts and that is sent for ever.
     */
    private static final int MOST_JSON_GROWTH = 2;

    private static final char REPLACEMENT = '\uFFFD';

    private Text() {}

    /**
     * The text, or its beginning with a mark that says how long it was, so that the whole is at most {@code maxBytes} long, and
     * at most twice that in JSON. Never cuts a character in two. A bound too small for the mark is kept without it.
     */
    public static String cut(String text, int maxBytes) {
        int length = utf8Length(text);
        if (fits(text, length, maxBytes)) {
            return text;
        }
        String mark = markFor(" … [cut, " + length + " bytes]", maxBytes);
        Budget budget = new Budget(maxBytes - utf8Length(mark));
        int end = 0;
        while (end < text.length() && budget.take(text.codePointAt(end))) {
            end = text.offsetByCodePoints(end, 1);
        }
        return text.substring(0, end) + mark;
    }

    /** Like {@link #cut}, but keeps the end, where a failing program says why. */
    public static String cutKeepingEnd(String text, int maxBytes) {
        int length = utf8Length(text);
        if (fits(text, length, maxBytes)) {
            return text;
        }
        String mark = markFor("[cut, " + length + " bytes] … ", maxBytes);
        Budget budget = new Budget(maxBytes - utf8Length(mark));
        int start = text.length();
        while (start > 0 && budget.take(text.codePointBefore(start))) {
            start = text.offsetByCodePoints(start, -1);
        }
        return mark + text.substring(start);
    }

    /**
     * A piece of somebody else's text, fit to stand in an error message: its beginning, with whatever is not a visible
     * character (control characters, line ends, halves of characters) replaced.
     *
     * @param maxChars the most characters of it, without the mark of having been cut
     */
    public static String excerpt(String text, int maxChars) {
        StringBuilder shown = new StringBuilder();
        int end = 0;
        for (int count = 0; end < text.length() && count < maxChars; count++) {
            int codePoint = text.codePointAt(end);
            shown.appendCodePoint(isVisible(codePoint) ? codePoint : REPLACEMENT);
            end += Character.charCount(codePoint);
        }
        return end < text.length() ? shown.append('…').toString() : shown.toString();
    }

    /** The text with each unpaired surrogate, which UTF-8 cannot express, replaced by U+FFFD. */
    public static String wellFormed(String text) {
        if (isWellFormed(text)) {
            return text;
        }
        StringBuilder repaired = new StringBuilder(text.length());
        text.codePoints().forEach(c -> repaired.appendCodePoint(isSurrogate(c) ? REPLACEMENT : c));
        return repaired.toString();
    }

    /** How many bytes the text takes in UTF-8; an unpaired surrogate counts as its replacement, three bytes. */
    public static int utf8Length(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            bytes += utf8Width(codePoint);
            i += Character.charCount(codePoint);
        }
        return bytes;
    }

    /**
     * The text that the bytes mean; nothing is ever replaced silently.
     *
     * @throws ProtocolException if the bytes are not UTF-8
     */
    public static String decodeUtf8(ByteBuffer bytes) throws ProtocolException {
        try {
            CharBuffer chars = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(bytes);
            return chars.toString();
        } catch (CharacterCodingException e) {
            throw new ProtocolException("the text is not UTF-8", e);
        }
    }

    private static boolean fits(String text, int length, int maxBytes) {
        // no character takes more than six times its bytes, so that a short text needs no second look
        return length <= maxBytes
                && (length <= maxBytes / 6 * MOST_JSON_GROWTH
                        || text.codePoints().allMatch(new Budget(maxBytes)::take));
    }

    private static String markFor(String mark, int maxBytes) {
        return utf8Length(mark) <= maxBytes ? mark : "";
    }

    private static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (isSurrogate(text.codePointAt(i))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static int utf8Width(int codePoint) {
        return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    }

    /** The same inside a JSON string, as {@code WireJson} writes it. */
    private static int jsonWidth(int codePoint) {
        return switch (codePoint) {
            case '"', '\\', '\b', '\f', '\n', '\r', '\t' -> 2;
            case 0x2028, 0x2029 -> 6;
            default -> codePoint < 0x20 ? 6 : utf8Width(codePoint);
        };
    }

    /** What is left of a bound, in both measures. */
    private static final class Budget {

        private long bytes;
        private long jsonBytes;

        Budget(int maxBytes) {
            bytes = maxBytes;
            jsonBytes = (long) maxBytes * MOST_JSON_GROWTH;
        }

        boolean take(int codePoint) {
            bytes -= utf8Width(codePoint);
            jsonBytes -= jsonWidth(codePoint);
            return bytes >= 0 && jsonBytes >= 0;
        }
    }
}
