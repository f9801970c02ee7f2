package no.itagenten.fleet.fleetd.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.ETag;
import io.undertow.util.ETagUtils;
import io.undertow.util.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import no.itagenten.fleet.fleetd.secret.Secrets;

/** A file of the program's own resources, held in memory and served with an ETag. Safe for any thread. */
record StaticFile(ByteBuffer bytes, String type, ETag tag) {

    private static final String FOLDER = "/no/itagenten/fleet/fleetd/";
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "json", "application/json; charset=utf-8",
            "svg", "image/svg+xml",
            "woff2", "font/woff2",
            "txt", "text/plain; charset=utf-8");

    /** @param name below the daemon's package, for example {@code web/login.html} */
    static StaticFile load(String name) {
        byte[] bytes = read(name);
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        String hash =
                Secrets.hash(new String(bytes, StandardCharsets.ISO_8859_1)).substring(0, 20);
        return new StaticFile(ByteBuffer.wrap(bytes).asReadOnlyBuffer(), type, new ETag(false, hash));
    }

    static byte[] read(String name) {
        try (InputStream in = StaticFile.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its file " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void serve(HttpServerExchange exchange) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, type);
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-cache");
        exchange.getResponseHeaders().put(Headers.ETAG, tag.toString());
        if (!ETagUtils.handleIfNoneMatch(exchange, tag, false)) {
            exchange.setStatusCode(304);
            return;
        }
        exchange.getResponseSender().send(bytes.duplicate());
    }
}
