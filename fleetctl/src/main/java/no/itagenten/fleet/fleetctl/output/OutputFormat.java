package no.itagenten.fleet.fleetctl.output;

import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.protocol.json.WireJson;

/** How data is printed: as a table for people, or by one of the formats for programs. Immutable. */
public final class OutputFormat {

    /** For people, which is the usual. */
    public static final OutputFormat TABLE = new OutputFormat(false, Optional.empty());

    private final boolean wide;
    private final Optional<Rendering> rendering;

    private OutputFormat(boolean wide, Optional<Rendering> rendering) {
        this.wide = wide;
        this.rendering = rendering;
    }

    /** What can be said, as it is completed. */
    public static List<String> names() {
        return List.of("table", "wide", "json", "jsonl", "yaml", "csv", "name", "custom-columns=", "jsonpath=");
    }

    /**
     * The format of that name.
     *
     * @throws IllegalArgumentException if there is none, or what follows it makes no sense
     */
    public static OutputFormat parse(String text) {
        int equals = text.indexOf('=');
        String detail = text.substring(equals + 1);
        return switch (equals < 0 ? text : text.substring(0, equals + 1)) {
            case "table" -> TABLE;
            case "wide" -> new OutputFormat(true, Optional.empty());
            case "json" -> program(new JsonRendering());
            case "jsonl" -> program(new JsonLinesRendering());
            case "yaml" -> program(new YamlRendering());
            case "csv" -> program(new CsvRendering());
            case "name" -> program(new NameRendering());
            case "custom-columns=" -> program(new CustomColumnsRendering(detail));
            case "jsonpath=" -> program(new JsonPathRendering(detail));
            default ->
                throw new IllegalArgumentException(
                        "there is no format '" + text + "'; there are: table, wide, json, jsonl, yaml, csv, name,"
                                + " custom-columns=NAME:.path,…, jsonpath=…");
        };
    }

    private static OutputFormat program(Rendering rendering) {
        return new OutputFormat(false, Optional.of(rendering));
    }

    /** Whether programs read it, so that nothing else may stand on standard output. */
    public boolean forPrograms() {
        return rendering.isPresent();
    }

    /** Whether people asked for every column, uncut. */
    public boolean wide() {
        return wide;
    }

    /**
     * Data in a format for programs, every line with its end.
     *
     * @param headers whether a line of titles comes first, where the format has one
     * @param terminal whether a person looks at it
     */
    public String render(Document document, boolean headers, boolean terminal) {
        return rendering.orElseThrow().render(document, headers, terminal);
    }

    /** One thing of a stream; {@code titles} before the first one, where the format has them. */
    public String renderNext(Kind kind, Object thing, boolean titles) {
        return rendering.orElseThrow().renderNext(kind, WireJson.tree(thing), titles);
    }
}
