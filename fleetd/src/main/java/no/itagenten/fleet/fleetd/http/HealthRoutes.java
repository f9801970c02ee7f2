package no.itagenten.fleet.fleetd.http;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import no.itagenten.fleet.fleetd.store.Database;
import no.itagenten.fleet.protocol.Protocol;
import no.itagenten.fleet.protocol.json.WireJson;
import no.itagenten.fleet.protocol.rest.Health;

/**
 * {@code /health}: whether the daemon can do its work. The database is asked for a commit at most once a second, by one caller; who
 * comes meanwhile is told the last verdict. Safe for any thread.
 */
final class HealthRoutes {

    private static final String SERVICE = "r58-fleet-api";

    private final Database database;
    private final Clock clock;
    private final Lock probing = new ReentrantLock();
    /** Well at first: the daemon has just written to it. */
    private volatile Verdict last = new Verdict(Instant.MIN, Optional.empty());

    private record Verdict(Instant at, Optional<String> problem) {}

    HealthRoutes(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(Route.open("GET", "/health", this::health));
    }

    private Answer health(ApiRequest request) {
        Instant now = clock.instant();
        if (isDue(now) && probing.tryLock()) {
            try {
                last = new Verdict(now, probe(now));
            } finally {
                probing.unlock();
            }
        }
        Optional<String> problem = last.problem();
        if (problem.isEmpty()) {
            return Answer.ok(new Health("ok", SERVICE, now, Protocol.softwareVersion()));
        }
        return new Answer(
                503,
                WireJson.encode(Map.of(
                        "status",
                        "error",
                        "service",
                        SERVICE,
                        "timestamp",
                        now.toString(),
                        "version",
                        Protocol.softwareVersion(),
                        "error",
                        problem.get(),
                        "code",
                        "unavailable")),
                Optional.empty());
    }

    private boolean isDue(Instant now) {
        Instant at = last.at();
        return now.isBefore(at) || !now.isBefore(at.plusSeconds(1));
    }

    private Optional<String> probe(Instant now) {
        try {
            database.probe(now.toEpochMilli()).get(2, TimeUnit.SECONDS);
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(String.valueOf(e.getCause().getMessage()));
        } catch (TimeoutException e) {
            return Optional.of("the database has not committed anything for two seconds");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("the server is stopping");
        }
    }
}
