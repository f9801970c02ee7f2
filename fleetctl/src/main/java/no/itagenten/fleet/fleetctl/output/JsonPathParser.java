package no.itagenten.fleet.fleetctl.output;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the steps of a path. For one use. */
final class JsonPathParser {

    private static final Pattern STEP = Pattern.compile(
            "\\.?(?<name>[A-Za-z_][A-Za-z0-9_-]*)"
                    + "|\\.?(?<star>\\*)"
                    + "|\\[(?<all>\\*)]"
                    + "|\\[(?<index>-?\\d{1,9})]"
                    + "|\\[(?:'(?<quoted>[^']*)'|\"(?<quoted2>[^\"]*)\")]"
                    + "|\\[\\?\\(@(?<part>[^=!<>]*)(?<test>==|!=)\\s*(?:'(?<text>[^']*)'|\"(?<text2>[^\"]*)\"|(?<bare>[\\w.-]+))\\s*\\)]");

    private final String text;

    JsonPathParser(String text) {
        this.text = text.strip();
    }

    /** @throws IllegalArgumentException if it is no path */
    List<JsonPath.Step> steps() {
        List<JsonPath.Step> steps = new ArrayList<>();
        int at = text.startsWith("$") || text.startsWith("@") ? 1 : 0;
        if (text.equals(".")) {
            return steps;
        }
        Matcher matcher = STEP.matcher(text);
        for (; at < text.length(); at = matcher.end()) {
            boolean dotted = at == 0 || text.charAt(at) == '.' || text.charAt(at) == '[';
            if (!dotted || !matcher.region(at, text.length()).lookingAt()) {
                throw new IllegalArgumentException("'" + text + "' is not a path at '" + text.substring(at)
                        + "'; paths look like .config.log_level or .services[0].name");
            }
            steps.add(step(matcher));
        }
        return steps;
    }

    private static JsonPath.Step step(Matcher step) {
        if (step.group("name") != null) {
            return JsonPath.field(step.group("name"));
        }
        if (step.group("index") != null) {
            return JsonPath.element(Integer.parseInt(step.group("index")));
        }
        if (step.group("star") != null || step.group("all") != null) {
            return JsonPath.all();
        }
        if (step.group("test") != null) {
            return JsonPath.matching(
                    JsonPath.parse(step.group("part").strip()),
                    step.group("test").equals("=="),
                    first(step, "text", "text2", "bare"));
        }
        return JsonPath.field(first(step, "quoted", "quoted2"));
    }

    private static String first(Matcher step, String... groups) {
        for (String group : groups) {
            if (step.group(group) != null) {
                return step.group(group);
            }
        }
        return "";
    }
}
