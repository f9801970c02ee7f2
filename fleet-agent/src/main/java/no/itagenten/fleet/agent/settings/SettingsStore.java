package no.itagenten.fleet.agent.settings;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import no.itagenten.fleet.agent.file.SealedFile;
import no.itagenten.fleet.protocol.ConfigKey;
import no.itagenten.fleet.protocol.ConfigReport;
import no.itagenten.fleet.protocol.Configure;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.ProtocolException;
import no.itagenten.fleet.protocol.json.WireJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configuration that the fleet desires, kept across restarts, and what is in force because of it. Nothing of the device's own
 * configuration can be reached through it. Safe for several threads.
 */
public final class SettingsStore {

    private static final Logger LOG = LoggerFactory.getLogger(SettingsStore.class);
    private static final int MAX_REASON = 300;

    private final Path file;
    private final DeviceId device;
    private final Map<ConfigKey, String> defaults;
    private final List<String> logSources;
    private Stored stored = new Stored(0, Map.of());
    private Map<String, String> rejected = Map.of();
    private volatile Settings current;

    /** The revision and all desired values, those that were not taken too. */
    private record Stored(long revision, Map<String, String> values) {}

    /**
     * @param heartbeatInterval in force while the fleet sets none
     * @param logSources the names of the sources there are on this device
     */
    public SettingsStore(Path file, DeviceId device, Duration heartbeatInterval, List<String> logSources) {
        this.file = file;
        this.device = device;
        this.logSources = List.copyOf(logSources);
        this.defaults = new EnumMap<>(ConfigKey.class);
        for (ConfigKey key : ConfigKey.values()) {
            defaults.put(key, key.defaultValue());
        }
        defaults.put(ConfigKey.HEARTBEAT_INTERVAL, Long.toString(heartbeatInterval.toSeconds()));
        current = new Settings(defaults);
    }

    /** Reads what was in force before. A file that cannot be read counts as none: the server sends it again. */
    public synchronized void load() {
        try {
            take(WireJson.decode(SealedFile.read(file), Stored.class));
        } catch (NoSuchFileException e) {
            LOG.debug("The fleet has set nothing yet");
        } catch (IOException | ProtocolException e) {
            LOG.error(
                    "{} cannot be read; this device's defaults are in force until the server sends it again: {}",
                    file,
                    e.getMessage());
        }
    }

    /** What is in force now. */
    public Settings current() {
        return current;
    }

    /** The revision last applied; 0 for none. */
    public synchronized long revision() {
        return stored.revision();
    }

    /**
     * Puts it in force and returns what to answer. A lower revision than the one before is no older one: what comes on a
     * connection comes in order, and a server that was restored, or knows this device anew, counts from where it stands.
     */
    public synchronized ConfigReport apply(Configure desired) {
        Stored next = new Stored(desired.revision(), desired.values());
        if (!next.equals(stored)) {
            try {
                SealedFile.write(file, WireJson.encode(next));
            } catch (IOException e) {
                LOG.error("The configuration is in force but cannot be kept for the next start: {}", e.getMessage());
            }
        }
        take(next);
        LOG.info("Configuration {} is in force: {}", next.revision(), current.byWireName());
        return report();
    }

    public synchronized ConfigReport report() {
        return new ConfigReport(
                device,
                stored.revision(),
                current.byWireName(),
                rejected.isEmpty() ? Optional.empty() : Optional.of(rejected));
    }

    private void take(Stored next) {
        Map<ConfigKey, String> values = new EnumMap<>(defaults);
        Map<String, String> refused = new TreeMap<>();
        for (Map.Entry<String, String> entry : next.values().entrySet()) {
            try {
                ConfigKey key = ConfigKey.of(entry.getKey())
                        .orElseThrow(() -> new IllegalArgumentException(
                                "this agent does not know it; it knows " + ConfigKey.names()));
                String value = key.parse(entry.getValue());
                requireKnownSources(key, value);
                values.put(key, value);
            } catch (IllegalArgumentException e) {
                String reason = e.getMessage();
                refused.put(entry.getKey(), reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON));
            }
        }
        stored = next;
        rejected = refused;
        current = new Settings(values);
    }

    private void requireKnownSources(ConfigKey key, String value) {
        if (key != ConfigKey.LOG_SOURCES || value.equals("all") || value.equals("none")) {
            return;
        }
        for (String source : Settings.sourceNames(value)) {
            if (!logSources.contains(source)) {
                throw new IllegalArgumentException(
                        "log_sources: there is no source " + source + " on this device; there "
                                + (logSources.isEmpty() ? "are none" : "are " + String.join(", ", logSources)));
            }
        }
    }
}
