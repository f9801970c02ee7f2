package no.itagenten.fleet.protocol;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Bounds on free text, measured as it travels: in bytes of UTF-8. */
public final class Text {

    private Text() {}

    /**
     * The text, or its beginning with a mark that says how long it was, so that the whole is at most {@code maxBytes} long.
     * Never cuts a character in two.
     */
    public static String cut(String text, int maxBytes) {
        int length = utf8Length(text);
        if (length <= maxBytes) {
            return text;
        }
        String mark = " … [cut, " + length + " bytes]";
        return text.substring(0, charsWithin(text, maxBytes - utf8Length(mark))) + mark;
    }

    /** Like {@link #cut}, but keeps the end, where a failing program says why. */
    public static String cutKeepingEnd(String text, int maxBytes) {
        int length = utf8Length(text);
        if (length <= maxBytes) {
            return text;
        }
        String mark = "[cut, " + length + " bytes] … ";
        int budget = maxBytes - utf8Length(mark);
        int start = text.length();
        while (start > 0) {
            int previous = text.offsetByCodePoints(start, -1);
            budget -= utf8Width(text.codePointAt(previous));
            if (budget < 0) {
                break;
            }
            start = previous;
        }
        return mark + text.substring(start);
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

    private static int charsWithin(String text, int maxBytes) {
        int bytes = 0;
        int i = 0;
        while (i < text.length()) {
            int codePoint = text.codePointAt(i);
            bytes += utf8Width(codePoint);
            if (bytes > maxBytes) {
                break;
            }
            i += Character.charCount(codePoint);
        }
        return i;
    }

    private static int utf8Width(int codePoint) {
        return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    }
}
