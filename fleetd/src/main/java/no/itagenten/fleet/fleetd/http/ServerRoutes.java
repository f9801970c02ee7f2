package no.itagenten.fleet.fleetd.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import no.itagenten.fleet.fleetd.access.Role;
import no.itagenten.fleet.fleetd.access.Subject;
import no.itagenten.fleet.fleetd.jwt.SigningKeys;
import no.itagenten.fleet.fleetd.store.Backup;
import no.itagenten.fleet.fleetd.store.Maintenance;
import no.itagenten.fleet.protocol.rest.ErrorCode;
import no.itagenten.fleet.protocol.rest.SigningKeyView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /api/server}: what whoever runs the server asks of it. What reads the whole database blocks a worker thread, one at a time. */
final class ServerRoutes {

    private static final Logger log = LoggerFactory.getLogger(ServerRoutes.class);

    private static final HttpString SCHEMA_VERSION = new HttpString("R58-Schema-Version");

    private final Maintenance maintenance;
    private final SigningKeys signingKeys;
    private final Clock clock;

    ServerRoutes(Maintenance maintenance, SigningKeys signingKeys, Clock clock) {
        this.maintenance = maintenance;
        this.signingKeys = signingKeys;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.of(
                        "GET",
                        "/api/server/check",
                        Role.ADMIN,
                        Subject.WHOLE_FLEET,
                        request -> Answer.ok(maintenance.check(clock.instant()))),
                Route.of("POST", "/api/server/signing-key", Role.ADMIN, Subject.WHOLE_FLEET, this::rotateSigningKey),
                Route.raw("POST", "/api/server/backup", Role.ADMIN, Subject.WHOLE_FLEET, this::backup));
    }

    private Answer rotateSigningKey(ApiRequest request) {
        SigningKeys.Rotation rotation;
        try {
            rotation = signingKeys.rotate();
        } catch (IOException e) {
            log.error("The new signing key cannot be written", e);
            throw new ApiException(
                    ErrorCode.UNAVAILABLE,
                    "the new key cannot be written into the data folder, so the earlier one stays");
        }
        log.info("Access tokens are signed by the new key {} for {}", rotation.keyId(), request.caller());
        return Answer.ok(new SigningKeyView(rotation.keyId(), rotation.earlierUntil()));
    }

    private void backup(HttpServerExchange exchange, ApiRequest request) {
        try (Backup backup = maintenance.backup(clock.instant())) {
            log.info("A backup of {} bytes for {}", backup.bytes(), request.caller());
            exchange.getResponseHeaders().put(SCHEMA_VERSION, backup.schemaVersion());
            FileDownload.send(exchange, "application/vnd.sqlite3", backup.bytes(), backup.sha256(), backup.content());
        }
    }
}
