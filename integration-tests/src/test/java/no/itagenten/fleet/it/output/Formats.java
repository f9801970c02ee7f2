package no.itagenten.fleet.it.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import no.itagenten.fleet.protocol.ProtocolException;
import no.itagenten.fleet.protocol.json.WireJson;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Whether what was printed is what it is said to be, by readers that are not ours where there are some. */
final class Formats {

    static final String COLUMNS = "custom-columns=A:.id,B:.name";
    static final String PATH = "jsonpath={.kind}";

    /** Each that can be asked for. */
    static final List<String> ALL = List.of("table", "wide", "json", "jsonl", "yaml", "csv", "name", COLUMNS, PATH);

    private Formats() {}

    static void check(String format, String text) throws IOException, ProtocolException {
        switch (format) {
            case "json" -> checkJson(text);
            case "jsonl" -> {
                for (String line : text.lines().toList()) {
                    WireJson.decode(line, JsonObject.class);
                }
            }
            case "yaml" -> checkYaml(text);
            case "csv" -> checkCsv(text);
            case "name" -> assertThat(text.lines()).noneMatch(String::isBlank);
            case COLUMNS -> assertThat(text).startsWith("A ").contains("B\n");
            case PATH -> assertThat(text).matches("[A-Z][A-Za-z]+\n");
            default -> {} // for people
        }
        assertThat(text).doesNotContain("\u001b");
    }

    private static void checkJson(String text) throws ProtocolException {
        JsonObject whole = WireJson.decode(text, JsonObject.class);
        assertThat(whole.get("apiVersion").getAsString()).isEqualTo("fleet/v1");
        String kind = whole.get("kind").getAsString();
        assertThat(kind).matches("[A-Z][A-Za-z]+");
        assertThat(kind.endsWith("List")).isEqualTo(whole.has("items"));
        if (whole.has("items")) {
            assertThat(whole.getAsJsonArray("items").asList()).allMatch(JsonElement::isJsonObject);
        }
    }

    private static void checkYaml(String text) {
        Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        assertThat(yaml.<Object>load(text))
                .isInstanceOfSatisfying(
                        Map.class, whole -> assertThat(whole.get("apiVersion")).isEqualTo("fleet/v1"));
    }

    private static void checkCsv(String text) {
        List<List<String>> rows = rows(text);
        for (List<String> row : rows) {
            assertThat(row).as(text).hasSameSizeAs(rows.get(0));
        }
    }

    /** RFC 4180. */
    private static List<List<String>> rows(String text) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                cell.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == '\n')) {
                row.add(cell.toString());
                cell.setLength(0);
                if (c == '\n') {
                    rows.add(row);
                    row = new ArrayList<>();
                }
            } else {
                cell.append(c);
            }
        }
        assertThat(quoted || cell.length() > 0)
                .as("it ends within a row: " + text)
                .isFalse();
        return rows;
    }
}
