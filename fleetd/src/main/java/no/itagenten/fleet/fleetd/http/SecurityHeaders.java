package no.itagenten.fleet.fleetd.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HttpString;

/** What every answer says to a browser: run nothing but our own files, be framed by nobody, tell nobody where you were. */
final class SecurityHeaders implements HttpHandler {

    private static final HttpString CSP = new HttpString("Content-Security-Policy");
    private static final HttpString NOSNIFF = new HttpString("X-Content-Type-Options");
    private static final HttpString REFERRER = new HttpString("Referrer-Policy");
    private static final HttpString HSTS = new HttpString("Strict-Transport-Security");
    private static final String POLICY =
            "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'";

    private final HttpHandler next;
    private final boolean tls;

    SecurityHeaders(HttpHandler next, boolean tls) {
        this.next = next;
        this.tls = tls;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        HeaderMap headers = exchange.getResponseHeaders();
        headers.put(CSP, POLICY);
        headers.put(NOSNIFF, "nosniff");
        headers.put(REFERRER, "no-referrer");
        if (tls) {
            headers.put(HSTS, "max-age=31536000");
        }
        next.handleRequest(exchange);
    }
}
