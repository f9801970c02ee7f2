package no.itagenten.fleet.fleetctl.output;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * {@code -o csv}: a column for each field (RFC 4180, with line feeds). Lists of words are joined by {@code ;}, anything deeper is
 * JSON. A text that a spreadsheet would run as a formula has an apostrophe before it.
 */
final class CsvRendering implements Rendering {

    private static final Pattern QUOTED = Pattern.compile("[\",\\n\\r]");

    @Override
    public String render(Document document, boolean headers, boolean terminal) {
        Set<String> names = new LinkedHashSet<>();
        document.items().forEach(item -> names.addAll(item.getAsJsonObject().keySet()));
        StringBuilder out = new StringBuilder();
        if (headers && !names.isEmpty()) {
            out.append(line(List.copyOf(names)));
        }
        for (JsonElement item : document.items()) {
            JsonObject object = item.getAsJsonObject();
            out.append(line(names.stream().map(name -> value(object.get(name))).toList()));
        }
        return out.toString();
    }

    private static String line(List<String> values) {
        return values.stream().map(CsvRendering::quoted).collect(Collectors.joining(",", "", "\n"));
    }

    private static String quoted(String value) {
        return QUOTED.matcher(value).find() ? '"' + value.replace("\"", "\"\"") + '"' : value;
    }

    private static String value(JsonElement value) {
        boolean words = value != null
                && value.isJsonArray()
                && value.getAsJsonArray().asList().stream().allMatch(JsonElement::isJsonPrimitive);
        String text = words
                ? value.getAsJsonArray().asList().stream()
                        .map(JsonElement::getAsString)
                        .collect(Collectors.joining(";"))
                : JsonText.of(value);
        boolean number = value != null
                && value.isJsonPrimitive()
                && value.getAsJsonPrimitive().isNumber();
        boolean formula = !number && !text.isEmpty() && "=+-@".indexOf(text.charAt(0)) >= 0;
        return Sanitizer.lines(formula ? "'" + text : text);
    }
}
