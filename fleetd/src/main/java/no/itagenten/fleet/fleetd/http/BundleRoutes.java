package no.itagenten.fleet.fleetd.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.util.List;
import no.itagenten.fleet.fleetd.access.Role;
import no.itagenten.fleet.fleetd.access.Subject;
import no.itagenten.fleet.fleetd.bundle.Bundles;
import no.itagenten.fleet.fleetd.bundle.StoredBundle;
import no.itagenten.fleet.protocol.CommandId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetching what a command gathered. */
final class BundleRoutes {

    private static final Logger log = LoggerFactory.getLogger(BundleRoutes.class);

    private final Bundles bundles;

    BundleRoutes(Bundles bundles) {
        this.bundles = bundles;
    }

    List<Route> routes() {
        return List.of(
                Route.raw("GET", "/api/commands/{id}/bundle", Role.OPERATOR, Subject.COMMAND_CHANGE, this::fetch));
    }

    private void fetch(HttpServerExchange exchange, ApiRequest request) throws IOException {
        CommandId command = request.command();
        try (StoredBundle bundle = bundles.of(command)) {
            log.info("The bundle of command {} for {}", command, request.caller());
            exchange.getResponseHeaders()
                    .put(Headers.CONTENT_DISPOSITION, "attachment; filename=\"bundle-" + command + ".tar.gz\"");
            FileDownload.send(exchange, "application/gzip", bundle.bytes(), bundle.sha256(), bundle.content());
        }
    }
}
