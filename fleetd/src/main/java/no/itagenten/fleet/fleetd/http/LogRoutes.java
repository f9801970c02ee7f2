package no.itagenten.fleet.fleetd.http;

import io.undertow.server.HttpServerExchange;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import no.itagenten.fleet.fleetd.access.Access;
import no.itagenten.fleet.fleetd.access.Principal;
import no.itagenten.fleet.fleetd.access.Reach;
import no.itagenten.fleet.fleetd.access.Role;
import no.itagenten.fleet.fleetd.access.Subject;
import no.itagenten.fleet.fleetd.device.DeviceRegistry;
import no.itagenten.fleet.fleetd.log.LogQuery;
import no.itagenten.fleet.fleetd.log.LogService;
import no.itagenten.fleet.protocol.LogLevel;
import no.itagenten.fleet.protocol.rest.LogEntry;

/** A device's log lines, at once or as they come. */
final class LogRoutes {

    private final DeviceRegistry devices;
    private final LogService logs;
    private final EventStreams streams;
    private final Access access;
    private final Reach reach;
    private final Executor workers;

    LogRoutes(
            DeviceRegistry devices,
            LogService logs,
            EventStreams streams,
            Access access,
            Reach reach,
            Executor workers) {
        this.devices = devices;
        this.logs = logs;
        this.streams = streams;
        this.access = access;
        this.reach = reach;
        this.workers = workers;
    }

    List<Route> routes() {
        return List.of(Route.raw("GET", "/api/devices/{id}/logs", Role.VIEWER, Subject.DEVICE, this::logs));
    }

    private void logs(HttpServerExchange exchange, ApiRequest request) throws Exception {
        boolean follow = request.parameter("follow")
                .map(value -> !value.equals("0") && !value.equals("false"))
                .orElse(false);
        LogQuery query = query(request, follow ? 0 : 1);
        if (!follow) {
            Answers.send(exchange, Answer.ok(logs.newest(query)));
            return;
        }
        long newest = newestId(query); // whatever is stored from here on is followed, the stream being open or not yet
        Principal caller = request.requirePrincipal();
        BooleanSupplier mayFollow = () -> access.holds(caller) && reach.reaches(caller, query.device());
        streams.open(exchange, mayFollow, (stream, lastEventId) -> {
            LogFollower follower = new LogFollower(logs, query, stream, workers);
            Optional<Long> resumeAfter = lastEventId.flatMap(LogRoutes::entryId);
            follower.start(resumeAfter.orElseGet(() -> beforeTheLatest(query, newest)));
        });
    }

    /** After which entry to begin, so that the lines asked for come first: the follower reads them as the reader takes them. */
    private long beforeTheLatest(LogQuery query, long newest) {
        if (query.limit() == 0) {
            return newest;
        }
        return logs.oldestOf(new LogQuery(
                        query.device(), query.limit(), query.since(), query.level(), Optional.of(newest + 1)))
                .map(oldest -> oldest - 1)
                .orElse(newest);
    }

    private long newestId(LogQuery query) {
        LogQuery any = new LogQuery(query.device(), 1, Optional.empty(), Optional.empty(), Optional.empty());
        return logs.newest(any).stream().findFirst().map(LogEntry::id).orElse(0L);
    }

    private LogQuery query(ApiRequest request, int leastLimit) {
        return new LogQuery(
                devices.get(request.device()).id(),
                request.number("limit", 100, leastLimit, 1000),
                request.time("since"),
                request.parameter("level").map(LogRoutes::level),
                request.number("before", 0, Long.MAX_VALUE));
    }

    private static LogLevel level(String name) {
        return LogLevel.of(name);
    }

    private static Optional<Long> entryId(String lastEventId) {
        try {
            return Optional.of(Long.parseLong(lastEventId));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
