package no.itagenten.fleet.fleetd.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
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
        return origins.size() != 1 || !isOwn(origins.getFirst(), exchange.getRequestHeaders(), client);
    }

    private boolean isOwn(String origin, HeaderMap headers, ClientOrigin client) {
        String host = headers.getFirst(Headers.HOST);
        return publicOrigin.map(origin::equals).orElse(false)
                || (host != null && origin.equals((client.secure() ? "https" : "http") + "://" + host));
    }
}
