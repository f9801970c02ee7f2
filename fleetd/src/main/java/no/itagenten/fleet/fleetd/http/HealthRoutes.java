package no.itagenten.fleet.fleetd.http;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import no.itagenten.fleet.fleetd.store.Database;
import no.itagenten.fleet.protocol.Protocol;
import no.itagenten.fleet.protocol.json.WireJson;
import no.itagenten.fleet.protocol.rest.Health;

/** {@code /health}: whether the daemon can do its work. The database is asked for a commit at most once a second. */
final class HealthRoutes {

    private static final String SERVICE = "r58-fleet-api";

    private final Database database;
    private final Clock clock;
    private Instant judgedAt = Instant.MIN;
    private Optional<String> problem = Optional.empty();

    HealthRoutes(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(Route.open("GET", "/health", this::health));
    }

    private synchronized Answer health(ApiRequest request) {
        Instant now = clock.instant();
        if (now.isBefore(judgedAt) || !now.isBefore(judgedAt.plusSeconds(1))) {
            problem = probe(now);
            judgedAt = now;
        }
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
