package no.itagenten.fleet.fleetctl.output;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code -o yaml}: the same as JSON, as YAML 1.2. A text stands bare only if no reader of any version can take it for something
 * else; else it is quoted as in JSON, which YAML understands.
 */
final class YamlRendering implements Rendering {

    private static final Pattern BARE = Pattern.compile("[A-Za-z][A-Za-z0-9_./-]*");
    private static final Set<String> WORDS = Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

    @Override
    public String render(Document document, boolean headers, boolean terminal) {
        StringBuilder out = new StringBuilder();
        object(document.envelope(), 0, false, out);
        return out.toString();
    }

    @Override
    public String renderNext(Kind kind, JsonElement thing, boolean titles) {
        return "---\n" + render(new Document(kind, false, List.of(thing)), titles, false);
    }

    /** @param begun whether the first field follows a dash, on a line that has begun */
    private static void object(JsonObject object, int depth, boolean begun, StringBuilder out) {
        boolean first = begun;
        for (Map.Entry<String, JsonElement> part : object.entrySet()) {
            out.append(first ? "" : "  ".repeat(depth))
                    .append(text(part.getKey()))
                    .append(':');
            first = false;
            value(part.getValue(), depth, out);
        }
    }

    private static void value(JsonElement value, int depth, StringBuilder out) {
        if (value instanceof JsonObject object && !object.isEmpty()) {
            out.append('\n');
            object(object, depth + 1, false, out);
        } else if (value instanceof JsonArray array && !array.isEmpty()) {
            out.append('\n');
            array.forEach(element -> element(element, depth, out));
        } else {
            out.append(' ').append(scalar(value)).append('\n');
        }
    }

    private static void element(JsonElement element, int depth, StringBuilder out) {
        out.append("  ".repeat(depth)).append('-');
        if (element instanceof JsonObject object && !object.isEmpty()) {
            out.append(' ');
            object(object, depth + 1, true, out);
        } else if (element instanceof JsonArray array && !array.isEmpty()) {
            out.append('\n');
            array.forEach(inner -> element(inner, depth + 1, out));
        } else {
            out.append(' ').append(scalar(element)).append('\n');
        }
    }

    private static String scalar(JsonElement value) {
        return value instanceof JsonPrimitive primitive && primitive.isString()
                ? text(primitive.getAsString())
                : Json.inline(value);
    }

    private static String text(String text) {
        boolean bare = BARE.matcher(text).matches() && !WORDS.contains(text.toLowerCase(Locale.ROOT));
        return bare ? text : Json.inline(new JsonPrimitive(text));
    }
}
