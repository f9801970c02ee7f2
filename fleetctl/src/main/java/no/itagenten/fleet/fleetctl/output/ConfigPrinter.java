package no.itagenten.fleet.fleetctl.output;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import no.itagenten.fleet.protocol.ConfigKey;
import no.itagenten.fleet.protocol.rest.ConfigView;

/** A device's configuration for people. */
public final class ConfigPrinter {

    private ConfigPrinter() {}

    /** Each key: what is wished for, what is in force, and whether they agree. */
    public static Table table(ConfigView config) {
        Table table = new Table(List.of(
                Column.fixed("KEY"),
                Column.flexible("WANTED"),
                Column.flexible("IN FORCE"),
                Column.fixed("DEFAULT"),
                Column.flexible("STATE")));
        Set<String> keys = new LinkedHashSet<>();
        for (ConfigKey key : ConfigKey.values()) {
            keys.add(key.wireName());
        }
        keys.addAll(new TreeMap<>(config.desired()).keySet());
        keys.addAll(new TreeMap<>(config.reported()).keySet());
        for (String key : keys) {
            table.row(
                    Cell.of(key),
                    Cell.of(Optional.ofNullable(config.desired().get(key))),
                    Cell.of(Optional.ofNullable(config.reported().get(key))),
                    Cell.of(ConfigKey.of(key).map(ConfigKey::defaultValue)),
                    state(config, key));
        }
        return table;
    }

    private static Cell state(ConfigView config, String key) {
        String wanted = config.desired().get(key);
        boolean answered = config.reportedRevision()
                .filter(seen -> seen >= config.revision())
                .isPresent();
        if (answered && config.rejected().containsKey(key)) {
            return new Cell("✘ rejected: " + config.rejected().get(key), Tone.BAD);
        }
        if (wanted == null) {
            return new Cell("left to the device", Tone.DIM);
        }
        return wanted.equals(config.reported().get(key))
                ? new Cell("✔ in force", Tone.GOOD)
                : new Cell("◌ not yet in force", Tone.WARN);
    }
}
