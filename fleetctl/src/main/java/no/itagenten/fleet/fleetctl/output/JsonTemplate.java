package no.itagenten.fleet.fleetctl.output;

import com.google.gson.JsonElement;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A template as kubectl has it: text with {@code {PATH}}, {@code {"text\n"}} and {@code {range PATH}…{end}} in it; or a path alone,
 * of which each value stands on a line. Immutable.
 */
final class JsonTemplate {

    /** A piece of it. */
    interface Part {
        void write(JsonElement root, StringBuilder out);
    }

    private final List<Part> parts;

    private JsonTemplate(List<Part> parts) {
        this.parts = parts;
    }

    /** @throws IllegalArgumentException if it is none */
    static JsonTemplate parse(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a path is missing; for example jsonpath={.items[*].id}");
        }
        if (text.indexOf('{') < 0) {
            return new JsonTemplate(List.of(values(JsonPath.parse(text), "\n")));
        }
        return new JsonTemplate(new JsonTemplateParser(text).parts(false));
    }

    /** The template filled from this. */
    String fill(JsonElement root) {
        StringBuilder out = new StringBuilder();
        parts.forEach(part -> part.write(root, out));
        return out.toString();
    }

    static Part values(JsonPath path, String between) {
        return (root, out) -> out.append(
                path.find(root).stream().map(JsonText::of).map(Sanitizer::lines).collect(Collectors.joining(between)));
    }

    static Part range(JsonPath path, List<Part> inner) {
        return (root, out) -> path.find(root).forEach(value -> inner.forEach(part -> part.write(value, out)));
    }

    static Part literal(String text) {
        return (root, out) -> out.append(text);
    }
}
