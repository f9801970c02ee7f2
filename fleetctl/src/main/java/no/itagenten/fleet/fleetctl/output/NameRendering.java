package no.itagenten.fleet.fleetctl.output;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.stream.Collectors;

/** {@code -o name}: what each is called by in other commands, one a line. */
final class NameRendering implements Rendering {

    /** For those that lack the field of their kind, as a window of a tag has no device. */
    private static final List<String> OTHERWISE = List.of("device_id", "tag", "name");

    @Override
    public String render(Document document, boolean headers, boolean terminal) {
        return document.items().stream()
                .map(item -> name(document.kind(), item.getAsJsonObject()) + "\n")
                .collect(Collectors.joining());
    }

    private static String name(Kind kind, JsonObject item) {
        JsonElement name = item.get(kind.identity());
        for (int i = 0; i < OTHERWISE.size() && isNothing(name); i++) {
            name = item.get(OTHERWISE.get(i));
        }
        return isNothing(name) ? "" : Sanitizer.line(name.getAsString());
    }

    private static boolean isNothing(JsonElement value) {
        return value == null || value.isJsonNull();
    }
}
