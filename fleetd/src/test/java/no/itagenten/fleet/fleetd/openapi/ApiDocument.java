package no.itagenten.fleet.fleetd.openapi;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The API's document as tests read it: its operations, and its schemas with no room for fields that it does not name. */
final class ApiDocument {

    private static final String ADDRESS = "https://fleet.example.org/openapi.json";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    private final JsonObject document;
    private final SchemaRegistry schemas;

    /** @param path a template, for example {@code /api/devices/{id}} */
    record Operation(String method, String path, JsonObject definition) {

        boolean open() {
            return definition.has("security");
        }

        boolean takesBody() {
            return definition.has("requestBody");
        }

        Set<String> statuses() {
            return definition.getAsJsonObject("responses").keySet();
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private ApiDocument(JsonObject document) {
        this.document = document;
        this.schemas = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemas(
                        Map.of(ADDRESS, strict(document.deepCopy()).toString())));
    }

    static ApiDocument load() {
        return new ApiDocument(JsonParser.parseString(resource("/no/itagenten/fleet/fleetd/openapi.json"))
                .getAsJsonObject());
    }

    static String resource(String name) {
        try (InputStream in = ApiDocument.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonObject json() {
        return document;
    }

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        document.getAsJsonObject("paths")
                .asMap()
                .forEach((path, item) -> item.getAsJsonObject().asMap().forEach((method, definition) -> {
                    if (METHODS.contains(method)) {
                        operations.add(
                                new Operation(method.toUpperCase(Locale.ROOT), path, definition.getAsJsonObject()));
                    }
                }));
        return operations;
    }

    Operation operation(String method, String path) {
        return operations().stream()
                .filter(operation ->
                        operation.method().equals(method) && operation.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new AssertionError("openapi.json has no " + method + " " + path));
    }

    /** What is wrong with the body of that answer; empty if nothing is. */
    List<String> complaints(Operation operation, int status, String contentType, String body) {
        String answer = pointer(
                "paths", operation.path(), operation.method().toLowerCase(Locale.ROOT), "responses", "" + status);
        Optional<JsonElement> found = at(answer);
        if (found.isEmpty()) {
            return List.of(operation + " is not documented to answer " + status);
        }
        if (found.get().getAsJsonObject().has("$ref")) {
            answer = found.get().getAsJsonObject().get("$ref").getAsString().substring(1);
        }
        String type = contentType.replaceFirst(";.*", "");
        if (at(answer + "/content/" + escape(type)).isEmpty()
                && at(answer + "/content/*~1*").isEmpty()) {
            return List.of(operation + " is not documented to answer " + status + " with " + type);
        }
        return type.equals("application/json")
                ? validate(answer + "/content/" + escape(type) + "/schema", body)
                : List.of();
    }

    /** What is wrong with a text by one of the document's schemas. */
    List<String> complaints(String schema, String json) {
        return validate(pointer("components", "schemas", schema), json);
    }

    private List<String> validate(String pointer, String json) {
        String fragment = pointer.replace("{", "%7B").replace("}", "%7D");
        return schemas
                .getSchema(SchemaLocation.of(ADDRESS + "#" + fragment))
                .validate(
                        json,
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                .toList();
    }

    private Optional<JsonElement> at(String pointer) {
        JsonElement found = document;
        for (String step : pointer.substring(1).split("/", -1)) {
            found = found == null ? null : found.getAsJsonObject().get(unescape(step));
        }
        return Optional.ofNullable(found);
    }

    private static String pointer(String... steps) {
        StringBuilder pointer = new StringBuilder();
        for (String step : steps) {
            pointer.append('/').append(escape(step));
        }
        return pointer.toString();
    }

    private static String escape(String step) {
        return step.replace("~", "~0").replace("/", "~1");
    }

    private static String unescape(String step) {
        return step.replace("~1", "/").replace("~0", "~");
    }

    /** The same, with every schema of an object closed to fields that it does not name. */
    private static JsonElement strict(JsonElement element) {
        if (element.isJsonArray()) {
            element.getAsJsonArray().forEach(ApiDocument::strict);
        } else if (element.isJsonObject()) {
            JsonObject object = element.getAsJsonObject();
            object.asMap().values().forEach(ApiDocument::strict);
            if (object.has("properties") && object.has("type") && !object.has("additionalProperties")) {
                object.addProperty("additionalProperties", false);
            }
        }
        return element;
    }
}
