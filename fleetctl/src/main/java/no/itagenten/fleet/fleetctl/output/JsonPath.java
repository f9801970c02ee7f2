package no.itagenten.fleet.fleetctl.output;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A way into JSON: {@code .config.log_level}, {@code .services[0].name}, {@code .items[*].id}, {@code
 * .items[?(@.status=="online")].id}. Of what is not there nothing is found. Immutable.
 */
public final class JsonPath {

    /** From what has been found so far to what is found next. */
    interface Step {
        Stream<JsonElement> from(JsonElement value);
    }

    private final List<Step> steps;

    private JsonPath(List<Step> steps) {
        this.steps = steps;
    }

    /**
     * Reads a path; the dot before the first name may be left away.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static JsonPath parse(String text) {
        return new JsonPath(new JsonPathParser(text).steps());
    }

    /** All that it leads to, in order. */
    public List<JsonElement> find(JsonElement root) {
        List<JsonElement> found = List.of(root);
        for (Step step : steps) {
            List<JsonElement> next = new ArrayList<>();
            found.forEach(value -> step.from(value).forEach(next::add));
            found = next;
        }
        return found;
    }

    /** A field's value. */
    static Step field(String name) {
        return value ->
                value instanceof JsonObject object && object.has(name) ? Stream.of(object.get(name)) : Stream.empty();
    }

    /** An element, counted from 0, or from -1 at the end. */
    static Step element(int index) {
        return value -> {
            int size = value instanceof JsonArray array ? array.size() : 0;
            int place = index < 0 ? size + index : index;
            return place >= 0 && place < size ? Stream.of(value.getAsJsonArray().get(place)) : Stream.empty();
        };
    }

    /** Every element, or every field's value. */
    static Step all() {
        return value -> value instanceof JsonArray array
                ? array.asList().stream()
                : value instanceof JsonObject object ? object.asMap().values().stream() : Stream.empty();
    }

    /** The elements of which a part is this text, or is anything else. */
    static Step matching(JsonPath part, boolean equal, String wanted) {
        return value -> all().from(value)
                .filter(element -> part.find(element).stream()
                                .anyMatch(found -> JsonText.of(found).equals(wanted))
                        == equal);
    }
}
