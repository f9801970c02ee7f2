package no.itagenten.fleet.fleetd.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import no.itagenten.fleet.fleetd.access.Role;
import no.itagenten.fleet.fleetd.testing.RunningFleetd;
import no.itagenten.fleet.protocol.CommandState;
import no.itagenten.fleet.protocol.ConfigKey;
import no.itagenten.fleet.protocol.rest.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code openapi.json} is valid, and has the routes, codes and states that the program has; {@code docs/api.md} has the same. */
class ApiDocumentTest {

    private static final Pattern ROW = Pattern.compile("^\\| `(/[^`?]*)[^`]*` \\| (\\w+) \\|", Pattern.MULTILINE);

    private final ApiDocument document = ApiDocument.load();

    /** The official schema of OpenAPI 3.1 documents, by the OpenAPI Initiative, Apache-2.0; its file is unchanged. */
    @Test
    void itIsAValidOpenApiDocument() {
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(ApiDocument.resource("/openapi-3.1-schema.json"), InputFormat.JSON);

        assertThat(schema.validate(document.json().toString(), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void itsSchemasAreValid() {
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema("{\"$ref\":\"https://json-schema.org/draft/2020-12/schema\"}", InputFormat.JSON);

        assertThat(schemas().entrySet())
                .allSatisfy(entry -> assertThat(schema.validate(entry.getValue().toString(), InputFormat.JSON))
                        .as(entry.getKey())
                        .isEmpty());
    }

    @Test
    void itsExamplesAreValid() {
        schemas().forEach((name, schema) -> {
            if (schema.has("examples")) {
                for (JsonElement example : schema.getAsJsonArray("examples")) {
                    assertThat(document.complaints(name, example.toString()))
                            .as(name)
                            .isEmpty();
                }
            }
        });
    }

    @Test
    void everyReferenceLeadsToSomethingAndEveryPartIsUsed() {
        Pattern reference = Pattern.compile("\"\\$ref\":\"#/components/(\\w+/\\w+)\"");
        TreeSet<String> used = new TreeSet<>();
        reference.matcher(document.json().toString()).results().forEach(found -> used.add(found.group(1)));
        TreeSet<String> defined = new TreeSet<>();
        for (String kind : List.of("schemas", "responses", "parameters")) {
            components(kind).keySet().forEach(name -> defined.add(kind + "/" + name));
        }

        // of no operation, but of the paths and methods that there are not
        used.addAll(List.of("responses/NoSuchPath", "responses/NoSuchMethod"));
        assertThat(used).isEqualTo(defined);
    }

    /** Whoever adds a route describes it in openapi.json; whoever takes one away takes it out there. */
    @Test
    void itHasTheRoutesThatTheServerHas(@TempDir Path data) {
        Map<String, String> routes = new TreeMap<>();
        try (RunningFleetd fleetd = RunningFleetd.start(data)) {
            fleetd.daemon()
                    .operations()
                    .forEach(route -> routes.put(
                            route.method() + " " + route.path().replaceFirst("^/assets/.*", "/assets/{file}"),
                            route.role().map(Role::wireName).orElse("open")));
        }
        Map<String, String> documented = new TreeMap<>();
        document.operations()
                .forEach(operation -> documented.put(
                        operation.toString(),
                        operation.open()
                                ? "open"
                                : operation.definition().get("x-role").getAsString()));

        assertThat(documented).isEqualTo(routes);
    }

    @Test
    void theTableOfTheManualHasTheSameRoutes() throws IOException {
        List<String> rows = ROW.matcher(Files.readString(Path.of("../docs/api.md")))
                .results()
                .map(row -> row.group(2).replace("WebSocket", "GET") + " " + row.group(1))
                .toList();

        assertThat(rows)
                .containsExactlyInAnyOrderElementsOf(document.operations().stream()
                        .map(ApiDocument.Operation::toString)
                        .toList());
    }

    @Test
    void itHasEveryErrorCodeUnderItsStatus() {
        assertThat(names("ErrorCode"))
                .isEqualTo(
                        Stream.of(ErrorCode.values()).map(ErrorCode::wireName).toList());

        String manual = text(Path.of("../docs/api.md"));
        for (ErrorCode code : ErrorCode.values()) {
            assertThat(manual).contains("| `" + code.wireName() + "` | " + code.httpStatus() + " |");
        }
    }

    @Test
    void itHasEveryStateAndEveryConfigurationKey() {
        assertThat(names("CommandState"))
                .isEqualTo(Stream.of(CommandState.values())
                        .map(CommandState::wireName)
                        .toList());
        assertThat(schemas().get("ConfigChanges").getAsJsonObject("properties").keySet())
                .containsExactlyElementsOf(
                        Stream.of(ConfigKey.values()).map(ConfigKey::wireName).toList());
    }

    private List<String> names(String schema) {
        return schemas().get(schema).getAsJsonArray("enum").asList().stream()
                .map(JsonElement::getAsString)
                .toList();
    }

    private Map<String, JsonObject> schemas() {
        return components("schemas");
    }

    private Map<String, JsonObject> components(String kind) {
        Map<String, JsonObject> parts = new TreeMap<>();
        document.json()
                .getAsJsonObject("components")
                .getAsJsonObject(kind)
                .asMap()
                .forEach((name, part) -> parts.put(name, part.getAsJsonObject()));
        return parts;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
