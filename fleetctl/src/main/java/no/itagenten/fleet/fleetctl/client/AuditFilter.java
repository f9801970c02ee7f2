package no.itagenten.fleet.fleetctl.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * Which entries of the audit log. All that is given has to fit.
 *
 * @param action a whole name, or the first parts of one
 * @param before only entries older than the one with this id
 * @param limit at most so many, the newest, 1 to {@value #MAX_LIMIT}
 */
public record AuditFilter(
        Optional<String> user,
        Optional<String> device,
        Optional<String> action,
        Optional<String> result,
        Optional<Instant> since,
        Optional<Instant> until,
        Optional<Long> before,
        int limit) {

    /** The most the server gives at once. */
    public static final int MAX_LIMIT = 1000;

    private static AuditFilter latest(Optional<String> user, Optional<String> device) {
        return new AuditFilter(
                user,
                device,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1);
    }

    /** The latest entry by somebody, if there is any. */
    public static AuditFilter by(String user) {
        return latest(Optional.of(user), Optional.empty());
    }

    /** The latest entry about a device, if there is any. */
    public static AuditFilter about(String device) {
        return latest(Optional.empty(), Optional.of(device));
    }

    /** The page before the entry with that id. */
    public AuditFilter page(long beforeId, int most) {
        return new AuditFilter(user, device, action, result, since, until, Optional.of(beforeId), most);
    }

    String toQuery() {
        StringBuilder query = new StringBuilder("?limit=").append(limit);
        add(query, "user", user);
        add(query, "device", device);
        add(query, "action", action);
        add(query, "result", result);
        add(query, "since", since);
        add(query, "until", until);
        add(query, "before", before);
        return query.toString();
    }

    private static void add(StringBuilder query, String name, Optional<?> value) {
        value.ifPresent(given -> query.append('&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(given.toString(), StandardCharsets.UTF_8)));
    }
}
