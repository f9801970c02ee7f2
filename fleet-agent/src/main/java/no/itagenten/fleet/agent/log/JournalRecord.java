package no.itagenten.fleet.agent.log;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.protocol.LogLevel;
import no.itagenten.fleet.protocol.LogLine;
import no.itagenten.fleet.protocol.Protocol;
import no.itagenten.fleet.protocol.Text;

/** Reads what {@code journalctl --output=json} prints, one object a line. */
final class JournalRecord {

    private static final int DEFAULT_PRIORITY = 6;

    private JournalRecord() {}

    /** @param units as they stand in the agent's configuration */
    static Optional<LogSource.Line> parse(String json, List<String> units, String source) {
        try {
            JsonObject object = JsonParser.parseString(json).getAsJsonObject();
            Optional<String> cursor = text(object, "__CURSOR");
            if (cursor.isEmpty()) {
                return Optional.empty();
            }
            String message = Text.cut(text(object, "MESSAGE").orElse(""), Protocol.MAX_LOG_MESSAGE_BYTES);
            LogLine line = new LogLine(time(object), level(object), Optional.of(unit(object, units)), message);
            return Optional.of(new LogSource.Line(source, line, cursor.get()));
        } catch (JsonParseException | IllegalStateException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> time(JsonObject object) {
        return text(object, "__REALTIME_TIMESTAMP")
                .map(Long::parseLong)
                .map(micros -> Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1000));
    }

    private static LogLevel level(JsonObject object) {
        int priority = text(object, "PRIORITY").map(Integer::parseInt).orElse(DEFAULT_PRIORITY);
        return LogLevel.ofSyslogPriority(priority);
    }

    private static String unit(JsonObject object, List<String> units) {
        String unit =
                text(object, "UNIT").or(() -> text(object, "_SYSTEMD_UNIT")).orElse("journal");
        return units.stream()
                .filter(name -> unit.equals(name) || unit.equals(name + ".service"))
                .findFirst()
                .orElse(unit.length() <= 200 ? unit : unit.substring(0, 200));
    }

    /** Text that is no UTF-8 comes as an array of bytes, and a field that stands there twice as an array of texts. */
    private static Optional<String> text(JsonObject object, String name) {
        JsonElement element = object.get(name);
        if (element == null || element.isJsonNull()) {
            return Optional.empty();
        }
        if (!element.isJsonArray()) {
            return Optional.of(element.getAsString());
        }
        JsonArray array = element.getAsJsonArray();
        if (!array.isEmpty()
                && array.get(0).isJsonPrimitive()
                && array.get(0).getAsJsonPrimitive().isNumber()) {
            byte[] bytes = new byte[array.size()];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) array.get(i).getAsInt();
            }
            return Optional.of(new String(bytes, StandardCharsets.UTF_8));
        }
        return array.isEmpty() ? Optional.empty() : Optional.of(array.get(0).getAsString());
    }
}
