package no.itagenten.fleet.fleetd.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import java.util.Optional;

/**
 * Tells requests that a page of another site made from those of our own. Compared exactly: scheme, host and port (RFC 6454);
 * {@code null} is foreign.
 */
final class Origins {

    private final Optional<String> publicOrigin;

    /** @param publicOrigin of the server's public URL, where one is configured */
    Origins(Optional<String> publicOrigin) {
        this.publicOrigin = publicOrigin;
    }

    /** Whether the request names an origin that is not the server's own. */
    boolean isForeign(HttpServerExchange exchange, ClientOrigin client) {
        HeaderValues origins = exchange.getRequestHeaders().get(Headers.ORIGIN);
        if (origins == null) {
            return false;
        }
        String own = (client.secure() ? "https" : "http") + "://"
                + exchange.getRequestHeaders().getFirst(Headers.HOST);
        return origins.size() != 1
                || !(origins.getFirst().equals(own)
                        || publicOrigin.map(origins.getFirst()::equals).orElse(false));
    }
}
