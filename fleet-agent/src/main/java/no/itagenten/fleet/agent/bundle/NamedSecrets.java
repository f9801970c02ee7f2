package no.itagenten.fleet.agent.bundle;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the values of secrets out of the lines of one text, which are told by their names: {@code password=…}, {@code "token": "…"}, {@code
 * --stream-key …}, and what stands below such a name in YAML or JSON of several lines. For one text, line by line.
 */
final class NamedSecrets {

    /** Parts of names that tell a secret; a key is one only as a word of its own, as in {@code RTMP_KEY}. */
    static final String WORDS = "pass(?:word|wd|phrase|code|ord)|pass(?![a-z])|pwd|psk|secret|token|credential"
            + "|(?<![a-z])key(?![a-z])|(?<![a-z])pw(?![a-z])|(?<![a-z])auth(?![a-z])|jwt|api[ _-]?key|stream[ _-]?id"
            + "|session[ _-]?id|playpath";

    /** The name of a file is none, and says which to look at. */
    private static final String REST_OF_NAME = "(?!\\w{0,40}(?:file|path))[\\w.-]{0,40}(?:\\\\{0,4}[\"'])?";

    /** A name and what parts it from its value. In a URL's query the value has an end, see {@link Redactor}. */
    private static final Pattern ASSIGNED = Pattern.compile(
            "(?i)(?<![?&][\\w.-]{0,30})(?:" + WORDS + ")" + REST_OF_NAME + "\\s{0,8}(?:=>|:=|[:=])\\s{0,8}");

    /** An option of a command, or a word as in netrc(5), and a blank. */
    private static final Pattern BEFORE_WORD = Pattern.compile("(?i)(?:(?<![\\w-])--?[a-z0-9-]{0,40}(?:" + WORDS
            + ")(?![\\w-]{0,40}file)[\\w-]{0,40}|\\b(?:password|passwd|passphrase|playpath))\\s{1,8}(?=[^\\s:=-])");

    /** {@code - name: STREAM_KEY}, whose value stands in a line of its own. */
    private static final Pattern NAMES_ONE = Pattern.compile(
            "(?i)\\bname[\"']?\\s{0,8}[:=]\\s{0,8}[\"']?[\\w.-]{0,40}(?:" + WORDS + ")[\\w.-]{0,40}[\"']?,?\\s{0,8}$");

    private static final Pattern VALUE = Pattern.compile("(?i)\\bvalue[\"']?\\s{0,8}[:=]\\s{0,8}");

    /** Where the next pair of a line begins: {@code token=… level=info}. */
    private static final Pattern NEXT_PAIR = Pattern.compile("\\s[\\w.-]{1,40}=");

    /** What journalctl puts before each line: time, host, program. */
    private static final Pattern JOURNAL = Pattern.compile("^\\S{1,40} \\S{1,64} [^\\s:]{1,64}: ");

    private static final int MAX_BLOCK_LINES = 100;

    private int count;
    private int blockIndent = -1;
    private int blockLines;
    private int namedLines;

    /** How much was taken out so far. */
    int count() {
        return count;
    }

    String redact(String line) {
        int prefix = prefix(line);
        String said = line.substring(prefix);
        if (blockIndent >= 0 && belongsToBlock(said)) {
            return line.substring(0, prefix) + indent(said) + Redactor.MARK;
        }
        blockIndent = -1;
        if (namedLines > 0) {
            namedLines--;
            Matcher value = VALUE.matcher(line);
            if (value.find() && value.end() < line.length()) {
                namedLines = 0;
                count++;
                return line.substring(0, value.end()) + Redactor.MARK;
            }
        }
        if (NAMES_ONE.matcher(line).find()) {
            namedLines = 3;
            return line;
        }
        return options(assignments(line, said));
    }

    private static int prefix(String line) {
        Matcher journal = JOURNAL.matcher(line);
        return journal.find() ? journal.end() : 0;
    }

    private boolean belongsToBlock(String said) {
        String text = said.strip();
        boolean closes = text.startsWith("]") || text.startsWith("}");
        boolean belongs = text.isEmpty()
                || indent(said).length() > blockIndent
                || (indent(said).length() == blockIndent && (text.startsWith("- ") || closes));
        return belongs && --blockLines > 0;
    }

    private static String indent(String said) {
        int end = 0;
        while (end < said.length() && Character.isWhitespace(said.charAt(end))) {
            end++;
        }
        return said.substring(0, end);
    }

    private String assignments(String line, String said) {
        StringBuilder clean = new StringBuilder();
        Matcher name = ASSIGNED.matcher(line);
        int done = 0;
        while (name.find(done)) {
            clean.append(line, done, name.end());
            int end = valueEnd(line, name.end());
            String value = line.substring(name.end(), end);
            if (opensBlock(value)) {
                blockIndent = indent(said).length();
                blockLines = MAX_BLOCK_LINES;
            }
            done = end;
            if (value.isBlank() || value.equals(Redactor.MARK)) {
                clean.append(value);
            } else {
                count++;
                clean.append(hidden(value));
            }
            if (done >= line.length()) {
                break;
            }
        }
        return clean.append(line, done, line.length()).toString();
    }

    /** Nothing, a YAML block scalar, or the beginning of a list or an object. */
    private static boolean opensBlock(String value) {
        String text = value.strip();
        return text.isEmpty() || text.matches("[|>][+-]?\\d?") || text.startsWith("[") || text.startsWith("{");
    }

    /** Quotes stay, so that the rest can still be read by a program. */
    private static String hidden(String value) {
        int quote = quoteLength(value, 0);
        if (quote == 0 || value.length() < 2 * quote || !value.endsWith(value.substring(0, quote))) {
            return Redactor.MARK;
        }
        return value.substring(0, quote) + Redactor.MARK + value.substring(0, quote);
    }

    /** Of the quote that stands there, with the backslashes before it; 0 for none. */
    private static int quoteLength(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) == '\\') {
            at++;
        }
        return at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\'') ? at + 1 - from : 0;
    }

    /** To the closing quote; of what is not quoted, to the next pair or the end of the line. */
    private static int valueEnd(String line, int from) {
        int quote = quoteLength(line, from);
        if (quote > 0) {
            String mark = line.substring(from, from + quote);
            for (int at = from + quote; at < line.length(); at++) {
                if (line.startsWith(mark, at) && (quote > 1 || !isEscaped(line, at))) {
                    return at + quote;
                }
            }
            return line.length();
        }
        Matcher next = NEXT_PAIR.matcher(line);
        return next.find(from) ? next.start() : line.length();
    }

    private static boolean isEscaped(String line, int at) {
        int slashes = 0;
        while (at - slashes > 0 && line.charAt(at - slashes - 1) == '\\') {
            slashes++;
        }
        return slashes % 2 == 1;
    }

    private String options(String line) {
        StringBuilder clean = new StringBuilder();
        Matcher option = BEFORE_WORD.matcher(line);
        int done = 0;
        while (done < line.length() && option.find(done)) {
            clean.append(line, done, option.end());
            int end = wordEnd(line, option.end());
            String word = line.substring(option.end(), end);
            if (word.equals(Redactor.MARK)) {
                clean.append(word);
            } else {
                count++;
                clean.append(hidden(word));
            }
            done = end;
        }
        return clean.append(line, done, line.length()).toString();
    }

    private static int wordEnd(String line, int from) {
        if (quoteLength(line, from) > 0) {
            return valueEnd(line, from);
        }
        int end = from;
        while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
            end++;
        }
        return end;
    }
}
