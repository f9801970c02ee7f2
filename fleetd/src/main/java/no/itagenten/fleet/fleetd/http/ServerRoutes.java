package no.itagenten.fleet.fleetd.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import no.itagenten.fleet.fleetd.access.Role;
import no.itagenten.fleet.fleetd.store.Backup;
import no.itagenten.fleet.fleetd.store.Maintenance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /api/server}: what whoever runs the server asks of it. Both routes block a worker thread, one at a time. */
final class ServerRoutes {

    private static final Logger log = LoggerFactory.getLogger(ServerRoutes.class);

    /** RFC 9530, section 3. */
    private static final HttpString REPR_DIGEST = new HttpString("Repr-Digest");

    private static final HttpString SCHEMA_VERSION = new HttpString("R58-Schema-Version");

    private final Maintenance maintenance;
    private final Clock clock;

    ServerRoutes(Maintenance maintenance, Clock clock) {
        this.maintenance = maintenance;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.of(
                        "GET",
                        "/api/server/check",
                        Role.ADMIN,
                        request -> Answer.ok(maintenance.check(clock.instant()))),
                Route.raw("POST", "/api/server/backup", Role.ADMIN, this::backup));
    }

    private void backup(HttpServerExchange exchange, ApiRequest request) {
        try (Backup backup = maintenance.backup(clock.instant())) {
            log.info("A backup of {} bytes for {}", backup.bytes(), request.caller());
            exchange.getResponseHeaders()
                    .put(Headers.CONTENT_TYPE, "application/vnd.sqlite3")
                    .put(Headers.CACHE_CONTROL, "no-store")
                    .put(SCHEMA_VERSION, backup.schemaVersion())
                    .put(REPR_DIGEST, "sha-256=:" + Base64.getEncoder().encodeToString(backup.sha256()) + ":");
            exchange.setResponseContentLength(backup.bytes());
            send(exchange, backup);
        }
    }

    private static void send(HttpServerExchange exchange, Backup backup) {
        StalledReader stalled = StalledReader.watch(exchange);
        exchange.startBlocking();
        byte[] buffer = new byte[64 * 1024];
        try (InputStream in = backup.content()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                exchange.getOutputStream().write(buffer, 0, count);
                stalled.progress();
            }
            exchange.getOutputStream().close();
        } catch (IOException e) {
            log.warn("A backup was not sent whole: {}", e.getMessage());
            exchange.setPersistent(false);
            exchange.endExchange();
        } finally {
            stalled.end();
        }
    }
}
