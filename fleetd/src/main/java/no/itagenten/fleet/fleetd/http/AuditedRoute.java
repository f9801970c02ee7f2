package no.itagenten.fleet.fleetd.http;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * How a route stands in the audit log.
 *
 * @param action its stable name
 * @param fields of the request's body that are recorded; whatever is not named here is not, for it may be a secret
 * @param pathNames the parts of the path that are recorded, and under which name
 * @param refusalsOnly whether it is of no interest as long as it goes well
 * @param writesOnly whether it is of no interest as long as it goes well and changes nothing
 * @param ofNull what is recorded for a field that is null; empty: as if it were not there
 */
record AuditedRoute(
        String action,
        List<String> fields,
        Map<String, String> pathNames,
        boolean refusalsOnly,
        boolean writesOnly,
        Optional<String> ofNull) {

    static AuditedRoute as(String action, String... fields) {
        return new AuditedRoute(action, List.of(fields), Map.of(), false, false, Optional.empty());
    }

    static AuditedRoute refusalsOf(String action) {
        return new AuditedRoute(action, List.of(), Map.of(), true, false, Optional.empty());
    }

    static AuditedRoute writesOf(String action) {
        return new AuditedRoute(action, List.of(), Map.of(), false, true, Optional.empty());
    }

    AuditedRoute naming(String part, String name) {
        return new AuditedRoute(action, fields, Map.of(part, name), refusalsOnly, writesOnly, ofNull);
    }

    AuditedRoute recordingNullAs(String text) {
        return new AuditedRoute(action, fields, pathNames, refusalsOnly, writesOnly, Optional.of(text));
    }

    Map<String, String> parameters(Map<String, String> path, String body) {
        Map<String, String> parameters = new LinkedHashMap<>();
        pathNames.forEach((part, name) -> parameters.put(name, path.get(part)));
        JsonObject given = object(body);
        for (String field : fields) {
            if (given.has(field)) {
                Optional<String> text = given.get(field).isJsonNull() ? ofNull : Optional.of(text(given.get(field)));
                text.ifPresent(value -> parameters.put(field, value));
            }
        }
        return parameters;
    }

    /** What is no object has no fields: the route refuses it. */
    private static JsonObject object(String body) {
        try {
            JsonElement json = JsonParser.parseString(body);
            return json.isJsonObject() ? json.getAsJsonObject() : new JsonObject();
        } catch (JsonParseException e) {
            return new JsonObject();
        }
    }

    private static String text(JsonElement value) {
        if (value.isJsonPrimitive()) {
            return value.getAsString();
        }
        if (value instanceof JsonArray array) {
            return StreamSupport.stream(array.spliterator(), false)
                    .map(element -> element.isJsonPrimitive() ? element.getAsString() : element.toString())
                    .collect(Collectors.joining(", "));
        }
        return value.toString();
    }
}
