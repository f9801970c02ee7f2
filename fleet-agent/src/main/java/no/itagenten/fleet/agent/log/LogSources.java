package no.itagenten.fleet.agent.log;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import no.itagenten.fleet.agent.config.AgentConfig.LogFile;
import no.itagenten.fleet.agent.settings.Settings;

/** The sources that are followed at the moment, out of those the device has. For one thread. */
final class LogSources implements AutoCloseable {

    private final List<LogFile> files;
    private final LogAccess access;
    private final List<String> units;
    private final String journalctl;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Map<String, LogSource> followed = new LinkedHashMap<>();
    private List<String> followedUnits = List.of();

    /**
     * @param access opens the files
     * @param units of systemd, whose journal is followed by the program {@code journalctl}
     */
    LogSources(
            List<LogFile> files,
            LogAccess access,
            List<String> units,
            String journalctl,
            Clock clock,
            LongSupplier nanoTime) {
        this.files = List.copyOf(files);
        this.access = access;
        this.units = List.copyOf(units);
        this.journalctl = journalctl;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /**
     * Begins to follow what is wanted now, and ceases to follow the rest, whose positions are forgotten: if it is wanted again, it
     * is followed from then on.
     */
    LogState select(Settings settings, LogState state) {
        LogState result = state;
        for (LogFile file : files) {
            boolean wanted = settings.follows(file.name());
            if (wanted && !followed.containsKey(file.name())) {
                FilePosition start = Optional.ofNullable(result.positions().get(file.name()))
                        .flatMap(FilePosition::parse)
                        .orElseGet(() -> FileFollower.initialPosition(file.path()));
                result = result.at(file.name(), start.text());
                followed.put(file.name(), follower(file.name(), file.path(), start));
            } else if (!wanted) {
                stop(file.name());
                result = result.without(file.name());
            }
        }
        return selectUnits(settings, result);
    }

    List<LogSource> followed() {
        return new ArrayList<>(followed.values());
    }

    @Override
    public void close() {
        followed.values().forEach(LogSource::close);
        followed.clear();
        followedUnits = List.of();
    }

    private LogState selectUnits(Settings settings, LogState state) {
        List<String> wanted = units.stream().filter(settings::follows).toList();
        if (wanted.equals(followedUnits)) {
            return state;
        }
        stop(JournalFollower.NAME);
        followedUnits = wanted;
        if (wanted.isEmpty()) {
            return state.without(JournalFollower.NAME);
        }
        Optional<String> cursor = Optional.ofNullable(state.positions().get(JournalFollower.NAME))
                .or(() -> JournalCursor.now(journalctl));
        followed.put(JournalFollower.NAME, new JournalFollower(journalctl, wanted, cursor, nanoTime));
        return cursor.map(position -> state.at(JournalFollower.NAME, position)).orElse(state);
    }

    private FileFollower follower(String name, Path path, FilePosition start) {
        return new FileFollower(name, path, access, start, clock, nanoTime);
    }

    private void stop(String name) {
        LogSource source = followed.remove(name);
        if (source != null) {
            source.close();
        }
    }
}
