package no.itagenten.fleet.agent.settings;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import no.itagenten.fleet.protocol.ConfigKey;
import no.itagenten.fleet.protocol.LogLevel;

/** What the fleet may set on this device, as it is in force. Immutable. */
public final class Settings {

    private final Map<ConfigKey, String> values;

    Settings(Map<ConfigKey, String> values) {
        this.values = new EnumMap<>(values);
    }

    public Duration heartbeatInterval() {
        return Duration.ofSeconds(Long.parseLong(value(ConfigKey.HEARTBEAT_INTERVAL)));
    }

    public LogLevel logLevel() {
        return LogLevel.of(value(ConfigKey.LOG_LEVEL));
    }

    /** Whether this source of logs is to be followed. */
    public boolean follows(String source) {
        String sources = value(ConfigKey.LOG_SOURCES);
        return switch (sources) {
            case "all" -> true;
            case "none" -> false;
            default -> sourceNames(sources).contains(source);
        };
    }

    public Duration logBatchTime() {
        return Duration.ofSeconds(Long.parseLong(value(ConfigKey.LOG_BATCH_SECONDS)));
    }

    /** All keys as on the wire. */
    Map<String, String> byWireName() {
        Map<String, String> named = new TreeMap<>();
        values.forEach((key, value) -> named.put(key.wireName(), value));
        return named;
    }

    static List<String> sourceNames(String sources) {
        return Arrays.asList(sources.split(",", -1));
    }

    private String value(ConfigKey key) {
        return values.get(key);
    }
}
