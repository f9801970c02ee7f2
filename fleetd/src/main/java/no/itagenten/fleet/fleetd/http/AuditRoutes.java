package no.itagenten.fleet.fleetd.http;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import no.itagenten.fleet.fleetd.access.Role;
import no.itagenten.fleet.fleetd.access.Subject;
import no.itagenten.fleet.fleetd.audit.AuditQuery;
import no.itagenten.fleet.fleetd.audit.AuditTrail;
import no.itagenten.fleet.fleetd.audit.Outcome;

/**
 * {@code /api/audit}: who did what, for admins of the whole fleet. Nobody with limits sees any of it: entries about people, tokens and
 * the server belong to no part of the fleet, and a chain with parts left out could not be checked.
 */
final class AuditRoutes {

    private final AuditTrail trail;

    AuditRoutes(AuditTrail trail) {
        this.trail = trail;
    }

    List<Route> routes() {
        return List.of(
                Route.of("GET", "/api/audit", Role.ADMIN, Subject.WHOLE_FLEET, this::find),
                Route.of(
                        "GET", "/api/audit/head", Role.ADMIN, Subject.WHOLE_FLEET, request -> Answer.ok(trail.head())));
    }

    private Answer find(ApiRequest request) {
        AuditQuery query = new AuditQuery(
                request.parameter("user"),
                request.parameter("device"),
                request.parameter("action"),
                request.parameter("result").map(AuditRoutes::result),
                request.time("since"),
                request.time("until"),
                request.number("before", 0, Long.MAX_VALUE),
                request.number("after", 0, Long.MAX_VALUE),
                request.number("limit", 100, 1, 1000));
        if (query.before().isPresent() && query.after().isPresent()) {
            throw ApiException.badRequest("give 'before', for what is older, or 'after', for what is newer");
        }
        return Answer.ok(trail.find(query));
    }

    private static String result(String name) {
        return Stream.of(Outcome.Result.values())
                .map(Outcome.Result::wireName)
                .filter(name.strip().toLowerCase(Locale.ROOT)::equals)
                .findFirst()
                .orElseThrow(() -> ApiException.badRequest("'result' can only be ok, refused, throttled or failed"));
    }
}
