package no.itagenten.fleet.fleetctl.output;

import java.util.ArrayList;
import java.util.List;

/** Reads a template. For one use. */
final class JsonTemplateParser {

    private final String text;
    private int at;

    JsonTemplateParser(String text) {
        this.text = text;
    }

    List<JsonTemplate.Part> parts(boolean inRange) {
        List<JsonTemplate.Part> parts = new ArrayList<>();
        while (at < text.length()) {
            int brace = text.indexOf('{', at);
            parts.add(JsonTemplate.literal(text.substring(at, brace < 0 ? text.length() : brace)));
            if (brace < 0) {
                at = text.length();
                break;
            }
            String inside = inside(brace);
            if (inside.equals("end") && inRange) {
                return parts;
            }
            parts.add(part(inside));
        }
        if (inRange) {
            throw new IllegalArgumentException("{range …} has no {end}");
        }
        return parts;
    }

    private JsonTemplate.Part part(String inside) {
        if (inside.startsWith("range ")) {
            return JsonTemplate.range(JsonPath.parse(inside.substring(6)), parts(true));
        }
        boolean quoted = inside.length() >= 2 && inside.startsWith("\"") && inside.endsWith("\"");
        return quoted
                ? JsonTemplate.literal(unescaped(inside.substring(1, inside.length() - 1)))
                : JsonTemplate.values(JsonPath.parse(inside), " ");
    }

    /** What stands between this brace and its end; one in quotes is no end. */
    private String inside(int brace) {
        char quote = 0;
        for (int i = brace + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote == 0 && c == '}') {
                at = i + 1;
                return text.substring(brace + 1, i).strip();
            }
            if (c == '"' || c == '\'') {
                quote = quote == 0 ? c : quote == c ? 0 : quote;
            }
        }
        throw new IllegalArgumentException("a '}' is missing after '" + text.substring(brace) + "'");
    }

    private static String unescaped(String text) {
        return text.replace("\\n", "\n").replace("\\t", "\t").replace("\\\"", "\"");
    }
}
