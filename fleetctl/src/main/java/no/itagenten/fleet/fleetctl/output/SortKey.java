package no.itagenten.fleet.fleetctl.output;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import no.itagenten.fleet.protocol.json.WireJson;

/** {@code --sort-by}: orders things by a field of theirs; what lacks it comes last. Immutable. */
public final class SortKey {

    private record Keyed<T>(T item, Optional<JsonPrimitive> key) {}

    private final JsonPath path;
    private final boolean descending;

    private SortKey(JsonPath path, boolean descending) {
        this.path = path;
        this.descending = descending;
    }

    /**
     * Reads a path as JSON has it; with a minus before it the greatest comes first.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static SortKey parse(String text) {
        boolean descending = text.startsWith("-");
        return new SortKey(JsonPath.parse(descending ? text.substring(1) : text), descending);
    }

    /**
     * The things in order; those alike stay as they were.
     *
     * @throws IllegalArgumentException if none of them has such a field
     */
    public <T> List<T> sort(List<T> things) {
        List<Keyed<T>> keyed = things.stream()
                .map(thing -> new Keyed<>(thing, key(WireJson.tree(thing))))
                .toList();
        if (!things.isEmpty()
                && things.stream()
                        .allMatch(thing -> path.find(WireJson.tree(thing)).isEmpty())) {
            throw new IllegalArgumentException("there is no such field; there are: "
                    + String.join(
                            ", ", WireJson.tree(things.get(0)).getAsJsonObject().keySet()));
        }
        Comparator<JsonPrimitive> order = descending ? order().reversed() : order();
        return keyed.stream()
                .sorted(Comparator.comparing((Keyed<T> one) -> one.key().orElse(null), Comparator.nullsLast(order)))
                .map(Keyed::item)
                .toList();
    }

    private Optional<JsonPrimitive> key(JsonElement thing) {
        return path.find(thing).stream()
                .filter(JsonElement::isJsonPrimitive)
                .map(JsonElement::getAsJsonPrimitive)
                .findFirst();
    }

    /** Numbers by size before words by letters. */
    private static Comparator<JsonPrimitive> order() {
        return Comparator.comparing((JsonPrimitive value) -> !value.isNumber())
                .thenComparing(value -> value.isNumber() ? value.getAsDouble() : 0)
                .thenComparing(value -> value.getAsString().toLowerCase(Locale.ROOT));
    }
}
