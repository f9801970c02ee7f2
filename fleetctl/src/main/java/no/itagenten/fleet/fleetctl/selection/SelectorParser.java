package no.itagenten.fleet.fleetctl.selection;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.protocol.Text;

/** Reads a selector as kubectl writes them: conditions with commas between, all of which must hold. */
final class SelectorParser {

    private static final int MOST_CHARACTERS = 10_000;
    private static final String KEY = "([A-Za-z0-9][A-Za-z0-9._/-]*)";
    private static final Pattern SET = Pattern.compile(KEY + "\\s+(in|notin)\\s*\\((.*)\\)");
    private static final Pattern EQUALITY = Pattern.compile(KEY + "\\s*(==|=|!=)\\s*(.*)");
    private static final Pattern PRESENCE = Pattern.compile("(!?)\\s*" + KEY);

    private final String option;

    /** @param option the one that is read, for messages */
    SelectorParser(String option) {
        this.option = option;
    }

    /** @throws Problem of kind USAGE if it makes no sense */
    List<Requirement> parse(String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw Problem.usage(
                    option + " is longer than " + MOST_CHARACTERS + " characters",
                    "Put the names of the devices into a file, one a line, and give it with --from-file.");
        }
        List<Requirement> requirements = new ArrayList<>();
        for (String part : split(text)) {
            requirements.add(requirement(part.strip()));
        }
        return requirements;
    }

    private Requirement requirement(String part) {
        Matcher set = SET.matcher(part);
        if (set.matches()) {
            List<String> values = split(set.group(3)).stream()
                    .map(SelectorParser::withoutQuotes)
                    .toList();
            return new Requirement(set.group(1), membership(set.group(2).equals("in")), values);
        }
        Matcher equality = EQUALITY.matcher(part);
        if (equality.matches() && !equality.group(3).matches("[=!(].*")) {
            boolean equal = !equality.group(2).equals("!=");
            return new Requirement(equality.group(1), membership(equal), List.of(withoutQuotes(equality.group(3))));
        }
        Matcher presence = PRESENCE.matcher(part);
        if (presence.matches()) {
            boolean there = presence.group(1).isEmpty();
            return new Requirement(
                    presence.group(2), there ? Requirement.Operator.EXISTS : Requirement.Operator.ABSENT, List.of());
        }
        throw notUnderstood(part);
    }

    private static Requirement.Operator membership(boolean among) {
        return among ? Requirement.Operator.IN : Requirement.Operator.NOT_IN;
    }

    /** At the commas that stand neither in brackets nor in quotes. */
    private List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        int depth = 0;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            } else if (c == ',' && depth == 0) {
                parts.add(part.toString());
                part.setLength(0);
                continue;
            }
            part.append(c);
        }
        if (depth != 0 || quote != 0) {
            throw notUnderstood(text);
        }
        parts.add(part.toString());
        return parts;
    }

    private static String withoutQuotes(String text) {
        String value = text.strip();
        boolean quoted = value.length() >= 2
                && (value.charAt(0) == '\'' || value.charAt(0) == '"')
                && value.charAt(value.length() - 1) == value.charAt(0);
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private Problem notUnderstood(String part) {
        return Problem.usage(
                option + ": '" + Text.excerpt(part, 60) + "' is no condition",
                "Write KEY=VALUE, KEY!=VALUE, KEY in (A,B), KEY notin (A,B), KEY or !KEY; see: fleetctl help selectors");
    }
}
