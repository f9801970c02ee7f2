package no.itagenten.fleet.fleetd.store;

import com.google.gson.reflect.TypeToken;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.itagenten.fleet.protocol.ProtocolException;
import no.itagenten.fleet.protocol.json.WireJson;

/** How values stand in columns: times as milliseconds, records and collections as JSON. */
final class Columns {

    static final TypeToken<List<String>> TEXTS = new TypeToken<>() {};
    static final TypeToken<Map<String, String>> TEXT_MAP = new TypeToken<>() {};

    private static final long LATEST = Instant.parse("9999-12-31T23:59:59Z").toEpochMilli();

    private Columns() {}

    /** Within the years 1970 to 9999, whatever a clock says. */
    static long millis(Instant time) {
        long seconds = time.getEpochSecond();
        if (seconds < 0) {
            return 0;
        }
        return seconds >= LATEST / 1000 ? LATEST : time.toEpochMilli();
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }

    static Optional<Instant> optionalTime(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    static <T> T json(String json, TypeToken<T> type) {
        try {
            return WireJson.decode(json, type);
        } catch (ProtocolException e) {
            throw new StoreException("the database holds something unreadable: " + e.getMessage(), e);
        }
    }
}
