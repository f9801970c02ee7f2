package no.itagenten.fleet.agent.service;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Predicate;
import no.itagenten.fleet.protocol.Text;

/** The last lines of some runs of a unit, out of what {@code journalctl --output=json} prints. Bounded in lines and bytes. */
final class JournalTail {

    /** What is needed of each record. A unit's own lines carry the one id, systemd's lines about it the other. */
    static final String FIELDS = "MESSAGE,_SYSTEMD_INVOCATION_ID,INVOCATION_ID";

    private static final int MAX_LINES = 20;
    private static final int MAX_BYTES = 8 * 1024;
    private static final String CURSOR = "-- cursor: ";

    private JournalTail() {}

    /**
     * @param after the cursor of a record that is left out
     * @param runs which runs, by systemd's invocation id; a line that belongs to no run counts
     */
    static String of(String json, Optional<String> after, Predicate<String> runs) {
        Deque<String> last = new ArrayDeque<>();
        json.lines()
                .map(line -> message(line, after, runs))
                .flatMap(Optional::stream)
                .forEach(message -> {
                    last.add(message);
                    if (last.size() > MAX_LINES) {
                        last.remove();
                    }
                });
        return last.isEmpty() ? "" : Text.cutKeepingEnd(String.join("\n", last) + "\n", MAX_BYTES);
    }

    /** Where the journal ends, from what {@code journalctl --show-cursor} prints. */
    static Optional<String> cursor(String output) {
        return output.lines()
                .filter(line -> line.startsWith(CURSOR))
                .map(line -> line.substring(CURSOR.length()).strip())
                .findFirst();
    }

    private static Optional<String> message(String line, Optional<String> after, Predicate<String> runs) {
        try {
            JsonObject entry = JsonParser.parseString(line).getAsJsonObject();
            boolean mark = after.isPresent() && after.equals(text(entry, "__CURSOR"));
            boolean wanted = !mark
                    && text(entry, "INVOCATION_ID")
                            .or(() -> text(entry, "_SYSTEMD_INVOCATION_ID"))
                            .map(runs::test)
                            .orElse(true);
            return wanted ? text(entry, "MESSAGE") : Optional.empty();
        } catch (JsonParseException | IllegalStateException e) {
            return Optional.empty(); // the first one may be cut
        }
    }

    /** Empty for bytes that are no text, which journalctl writes as numbers. */
    private static Optional<String> text(JsonObject entry, String name) {
        JsonElement value = entry.get(name);
        return value != null && value.isJsonPrimitive() ? Optional.of(value.getAsString()) : Optional.empty();
    }
}
