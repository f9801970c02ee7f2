package no.itagenten.fleet.fleetctl.client;

import java.time.Instant;
import java.util.Optional;
import no.itagenten.fleet.protocol.LogLevel;

/**
 * Which log lines.
 *
 * @param limit at most so many, the newest, 0 to 1000
 * @param since not older than this
 * @param level this or graver
 * @param before only entries older than the one with this id
 */
public record LogQuery(int limit, Optional<Instant> since, Optional<LogLevel> level, Optional<Long> before) {

    /** The most the server gives at once. */
    public static final int MAX_LIMIT = 1000;

    /** The same with another limit. */
    public LogQuery withLimit(int other) {
        return new LogQuery(other, since, level, before);
    }

    /** The page before the entry with that id. */
    public LogQuery before(long id) {
        return new LogQuery(limit, since, level, Optional.of(id));
    }

    String toQuery() {
        StringBuilder query = new StringBuilder("?limit=").append(limit);
        since.ifPresent(value -> query.append("&since=").append(value));
        level.ifPresent(value -> query.append("&level=").append(value.wireName()));
        before.ifPresent(value -> query.append("&before=").append(value));
        return query.toString();
    }
}
