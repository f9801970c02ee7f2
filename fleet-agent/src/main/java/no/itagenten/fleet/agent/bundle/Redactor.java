package no.itagenten.fleet.agent.bundle;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.itagenten.fleet.protocol.Text;

/**
 * Takes secrets out of text that leaves the device: whatever is named like one, looks like one, or is known to be one. Rather too much
 * than too little: what is left out can be asked for, what got out cannot be taken back. Counts what it took out. Not safe for several
 * threads.
 */
final class Redactor {

    static final String MARK = "[redacted]";

    private static final int MAX_LINE_BYTES = 16 * 1024;

    /** A key has fewer lines; an end that never comes must not swallow the whole log. */
    private static final int MAX_KEY_LINES = 200;

    private static final String SECRET_WORDS =
            "(?:pass(?:word|wd|phrase|code)|(?<![a-z0-9])pass(?![a-z0-9])|secret|token|credential|api[_-]?key"
                    + "|access[_-]?key|private[_-]?key|stream[_-]?key|auth[_-]?key|stream[_-]?id|session[_-]?id)";

    private static final Pattern KEY_BEGINS = Pattern.compile("-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----");
    private static final Pattern KEY_ENDS = Pattern.compile("-----END [A-Z0-9 ]*PRIVATE KEY-----");

    /** What each group named {@code s} matches is taken out. */
    private static final List<Pattern> SECRETS = List.of(
            // a header, to the end of its line
            Pattern.compile("(?i)\\b(?:authorization|cookie|x-api-key)\\b[\"']?\\s*[:=]\\s*(?<s>\\S.*)"),
            Pattern.compile("(?i)\\b(?:bearer|basic)\\s+(?<s>[a-z0-9._~+/=-]{6,})"),
            // user and password in a URL
            Pattern.compile("(?i)\\b[a-z][a-z0-9+.-]{0,20}://(?<s>[^\\s/@\"']+)@"),
            // the last part of the path is the stream's key
            Pattern.compile("(?i)\\brtmp[a-z]{0,2}://[^\\s\"']*/(?<s>[^\\s/\"']+)"),
            // a name and a value in quotes, also within a JSON text
            Pattern.compile("(?i)" + SECRET_WORDS + "(?!\\w*(?:file|path))[\\w.-]*\\\\*[\"']?\\s*[:=]\\s*"
                    + "(?<q>\\\\*[\"'])(?<s>.*?)(?:\\k<q>|$)"),
            Pattern.compile("(?i)" + SECRET_WORDS + "(?!\\w*(?:file|path))[\\w.-]*\\\\*[\"']?\\s*[:=]\\s*"
                    + "(?<s>[^\\s\"'\\\\,;&}][^\\s,;&}\"']*)"),
            // an option and its value
            Pattern.compile(
                    "(?i)(?<![\\w-])--?[a-z0-9-]*" + SECRET_WORDS + "(?![\\w-]*file)[\\w-]*\\s+(?<s>[^\\s-]\\S*)"),
            Pattern.compile("(?i)[?&](?:key|sig|auth|code)=(?<s>[^&\\s\"']+)"),
            // forms that are known
            Pattern.compile("\\b(?<s>gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\\w{20,}|glpat-[\\w-]{16,}|AKIA[0-9A-Z]{16}"
                    + "|xox[a-z]-[\\w-]{10,}|eyJ[\\w-]{8,}\\.eyJ[\\w-]{8,}\\.[\\w-]+)"));

    private final List<String> known;
    private int count;
    private int keyLines;

    /** @param known secrets as they are, to be taken out wherever they stand */
    Redactor(List<String> known) {
        this.known = known.stream().filter(secret -> secret.length() >= 6).toList();
    }

    /** How much was taken out so far. */
    int count() {
        return count;
    }

    /** The text without secrets; lines that are too long are cut. */
    String redact(String text) {
        keyLines = 0;
        StringBuilder clean = new StringBuilder(text.length());
        text.lines().map(line -> Text.cut(line, MAX_LINE_BYTES)).forEach(line -> {
            String kept = line(line);
            clean.append(kept).append('\n');
        });
        return clean.toString();
    }

    private String line(String line) {
        if (keyLines > 0) {
            keyLines = KEY_ENDS.matcher(line).find() ? 0 : keyLines - 1;
            return MARK;
        }
        if (KEY_BEGINS.matcher(line).find()) {
            count++;
            keyLines = KEY_ENDS.matcher(line).find() ? 0 : MAX_KEY_LINES;
            return MARK + " private key";
        }
        String clean = line;
        for (String secret : known) {
            if (clean.contains(secret)) {
                count++;
                clean = clean.replace(secret, MARK);
            }
        }
        for (Pattern pattern : SECRETS) {
            clean = pattern.matcher(clean).replaceAll(match -> without(match));
        }
        return clean;
    }

    private String without(MatchResult match) {
        // Of named groups the value is the last one, and the only one beside its quotes.
        int group = match.groupCount();
        String secret = match.group(group);
        if (secret == null || secret.isEmpty() || secret.startsWith(MARK)) {
            return Matcher.quoteReplacement(match.group());
        }
        count++;
        String before = match.group().substring(0, match.start(group) - match.start());
        String after = match.group().substring(match.end(group) - match.start());
        return Matcher.quoteReplacement(before + MARK + after);
    }
}
