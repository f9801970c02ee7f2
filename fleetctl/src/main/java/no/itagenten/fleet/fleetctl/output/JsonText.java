package no.itagenten.fleet.fleetctl.output;

import com.google.gson.JsonElement;
import no.itagenten.fleet.protocol.json.WireJson;

/** A piece of JSON as bare text: a string without its quotes, nothing for null, anything deeper as JSON on one line. */
final class JsonText {

    private JsonText() {}

    static String of(JsonElement value) {
        if (value == null || value.isJsonNull()) {
            return "";
        }
        return value.isJsonPrimitive() ? value.getAsString() : WireJson.encode(value);
    }
}
