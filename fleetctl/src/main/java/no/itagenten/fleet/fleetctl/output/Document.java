package no.itagenten.fleet.fleetctl.output;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import no.itagenten.fleet.protocol.json.WireJson;

/**
 * Data for programs: one thing, or a list of things of one kind. As JSON a list is {@code {"apiVersion","kind","items"}}, and one
 * thing has its own fields behind {@code apiVersion} and {@code kind}.
 */
public record Document(Kind kind, boolean list, List<JsonElement> items) {

    /** The version of all that programs read; it changes only if a field changes its meaning or goes. */
    public static final String API_VERSION = "fleet/v1";

    /** One thing. */
    public static Document of(Kind kind, Object thing) {
        return new Document(kind, false, List.of(WireJson.tree(thing)));
    }

    /** A list, which may be empty. */
    public static Document of(Kind kind, List<?> things) {
        return new Document(kind, true, things.stream().map(WireJson::tree).toList());
    }

    /** A thing may have a kind of its own, as an access token has: that one stands under {@code own_kind}. */
    private static String name(String field) {
        return field.equals("kind") ? "own_kind" : field;
    }

    /** The whole. */
    JsonObject envelope() {
        JsonObject whole = new JsonObject();
        whole.addProperty("apiVersion", API_VERSION);
        whole.addProperty("kind", list ? kind.title() + "List" : kind.title());
        if (list) {
            JsonArray array = new JsonArray(items.size());
            items.forEach(array::add);
            whole.add("items", array);
        } else {
            items.get(0).getAsJsonObject().entrySet().forEach(part -> whole.add(name(part.getKey()), part.getValue()));
        }
        return whole;
    }
}
