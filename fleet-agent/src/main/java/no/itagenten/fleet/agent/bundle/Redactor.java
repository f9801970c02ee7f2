package no.itagenten.fleet.agent.bundle;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.itagenten.fleet.protocol.Text;

/**
 * Takes secrets out of text that leaves the device: whatever is named like one, looks like one, or is known to be one. Rather too much
 * than too little: what is left out can be asked for, what got out cannot be taken back. Takes time in proportion to the text, whatever
 * it is. Counts what it took out. Not safe for several threads.
 */
final class Redactor {

    static final String MARK = "[redacted]";

    private static final int MAX_LINE_BYTES = 64 * 1024;

    /** A key has fewer lines; an end that never comes must not swallow the whole log. */
    private static final int MAX_KEY_LINES = 200;

    private static final Pattern KEY_BEGINS = Pattern.compile("-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----");
    private static final Pattern KEY_ENDS = Pattern.compile("-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----");

    /** Secrets that show by their form; each pattern's last group is taken out. */
    private static final List<Pattern> FORMS = List.of(
            // a header, to the end of its line
            Pattern.compile("(?i)\\b(?:authorization|cookie|x-api-key)\\b[\"']?\\s{0,8}[:=]\\s{0,8}(\\S.*)"),
            Pattern.compile("(?i)\\b(?:bearer|basic)\\s{1,8}([a-z0-9._~+/=-]{6,})"),
            // user and password in a URL, the password with or without a slash in it
            Pattern.compile("(?i)\\b[a-z][a-z0-9+.-]{0,20}:\\\\?/\\\\?/([^\\s/@\"']{1,400})@"),
            Pattern.compile("(?i)\\b[a-z][a-z0-9+.-]{0,20}:\\\\?/\\\\?/([^\\s/:@\"']{0,200}:[^\\s@\"']{1,200})@"),
            // all behind the host: where the stream's key begins is the service's own choice
            Pattern.compile(
                    "(?i)\\brtmp[a-z]{0,2}:\\\\{0,2}/\\\\{0,2}/[^\\s/\"'|,;\\\\]{1,255}\\\\{0,2}/([^\\s\"'|,;]+)"),
            Pattern.compile("(?i)(?<![\\w-])(?:-u|--user)[ =]{1,4}[^\\s:]{1,100}:(\\S+)"),
            Pattern.compile("(?i)[?&][\\w.-]{0,30}(?:" + NamedSecrets.WORDS + "|sig|code)[\\w.-]{0,30}=([^&\\s\"']+)"),
            Pattern.compile("(?i)<[\\w.-]{0,30}(?:" + NamedSecrets.WORDS + ")[\\w.-]{0,30}>([^<]+)"),
            // forms that are known
            Pattern.compile(
                    "\\b(gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_\\w{20,255}|glpat-[\\w-]{16,255}|AKIA[0-9A-Z]{16}"
                            + "|xox[a-z]-[\\w-]{10,255}|eyJ[\\w-]{8,4000}\\.eyJ[\\w-]{8,4000}\\.[\\w-]+)"));

    private final List<String> known;
    private int count;
    private int cutLines;

    /** @param known secrets as they are, to be taken out wherever they stand */
    Redactor(List<String> known) {
        this.known = known.stream().filter(secret -> secret.length() >= 6).toList();
    }

    /** How much was taken out so far. */
    int count() {
        return count;
    }

    /** How many lines were too long, and lost their end. */
    int cutLines() {
        return cutLines;
    }

    /** The text without secrets. Ends early once {@code stop} says so. */
    String redact(String text, BooleanSupplier stop) {
        NamedSecrets named = new NamedSecrets();
        List<String> clean = new ArrayList<>();
        int keyLines = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            if (stop.getAsBoolean()) {
                break;
            }
            boolean keyEnds = KEY_ENDS.matcher(line).find();
            if (keyLines > 0) {
                keyLines = keyEnds ? 0 : keyLines - 1;
                clean.add(MARK);
            } else if (KEY_BEGINS.matcher(line).find()) {
                count++;
                keyLines = keyEnds ? 0 : MAX_KEY_LINES;
                clean.add(MARK + " private key");
            } else if (keyEnds) { // its beginning was cut off
                count++;
                clean.subList(Math.max(0, clean.size() - MAX_KEY_LINES), clean.size())
                        .clear();
                clean.add(MARK + " private key");
            } else {
                clean.add(line(cut(line), named));
            }
        }
        count += named.count();
        return clean.isEmpty() ? "" : String.join("\n", clean) + "\n";
    }

    private String cut(String line) {
        String kept = Text.cut(line, MAX_LINE_BYTES);
        if (kept.length() < line.length()) {
            cutLines++;
        }
        return kept;
    }

    private String line(String line, NamedSecrets named) {
        String clean = line;
        for (String secret : known) {
            if (clean.contains(secret)) {
                count++;
                clean = clean.replace(secret, MARK);
            }
        }
        for (Pattern form : FORMS) {
            clean = form.matcher(clean).replaceAll(this::without);
        }
        return named.redact(clean);
    }

    private String without(MatchResult match) {
        int group = match.groupCount();
        if (match.group(group).equals(MARK)) {
            return Matcher.quoteReplacement(match.group());
        }
        count++;
        String before = match.group().substring(0, match.start(group) - match.start());
        String after = match.group().substring(match.end(group) - match.start());
        return Matcher.quoteReplacement(before + MARK + after);
    }
}
