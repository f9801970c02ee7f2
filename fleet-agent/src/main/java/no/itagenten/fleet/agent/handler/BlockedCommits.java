package no.itagenten.fleet.agent.handler;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import no.itagenten.fleet.agent.file.SealedFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits that were taken back on this device and are not tried again for a while. On disk, so that an agent that is killed by a bad
 * version does not forget which one it was. Safe for any thread.
 */
public final class BlockedCommits {

    /** How long a commit stays blocked. */
    public static final Duration BLOCKED_FOR = Duration.ofHours(24);

    private static final Logger LOG = LoggerFactory.getLogger(BlockedCommits.class);
    private static final int MOST = 50;
    private static final TypeToken<Map<String, String>> CONTENT = new TypeToken<>() {};

    private final Path file;
    private final Clock clock;
    private final TreeMap<String, Instant> until = new TreeMap<>();

    /** Reads what an earlier agent wrote. A damaged file is as good as none: it must not keep the agent from starting. */
    public BlockedCommits(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
        load();
    }

    /** The commits that are blocked now, and until when. */
    public synchronized Map<String, Instant> all() {
        Instant now = clock.instant();
        until.values().removeIf(end -> !end.isAfter(now));
        return Map.copyOf(until);
    }

    synchronized Optional<Instant> until(String commit) {
        return Optional.ofNullable(all().get(commit));
    }

    /** Blocks it from now on; on disk when this returns, or in memory only if the disk cannot take it. */
    synchronized void block(String commit) {
        until.put(commit, clock.instant().plus(BLOCKED_FOR));
        while (until.size() > MOST) {
            until.entrySet().stream()
                    .min(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                    .ifPresent(oldest -> until.remove(oldest.getKey()));
        }
        try {
            save();
        } catch (IOException e) {
            LOG.warn("The blocked commit {} cannot be noted on disk: {}", commit, e.getMessage());
        }
    }

    /**
     * Lifts blocks.
     *
     * @param commit an id or its beginning; empty for all
     * @return what is no longer blocked
     * @throws IOException if that cannot be noted on disk; then everything is as before
     */
    synchronized Map<String, Instant> unblock(Optional<String> commit) throws IOException {
        TreeMap<String, Instant> lifted = new TreeMap<>(all());
        commit.ifPresent(start -> lifted.keySet().removeIf(id -> !id.startsWith(start)));
        if (!lifted.isEmpty()) {
            until.keySet().removeAll(lifted.keySet());
            try {
                save();
            } catch (IOException e) {
                until.putAll(lifted);
                throw e;
            }
        }
        return lifted;
    }

    private void save() throws IOException {
        TreeMap<String, String> content = new TreeMap<>();
        until.forEach((commit, end) -> content.put(commit, end.toString()));
        SealedFile.write(file, new Gson().toJson(content));
    }

    private void load() {
        if (!Files.exists(file)) {
            return;
        }
        try {
            Map<String, String> content = new Gson().fromJson(SealedFile.read(file), CONTENT);
            content.forEach((commit, end) -> until.put(commit, Instant.parse(end)));
        } catch (IOException | JsonParseException | DateTimeException e) {
            LOG.warn("The list of blocked commits cannot be read and begins anew: {}", e.getMessage());
        }
    }
}
