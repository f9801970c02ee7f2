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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import no.itagenten.fleet.fleetd.secret.Secrets;

/**
 * The dashboard's files, from the program's own resources. {@code /} is the login form for those without a session, else the
 * dashboard; the files hold nothing of the fleet and are public.
 */
final class PageRoutes {

    private static final String FOLDER = "/no/itagenten/fleet/fleetd/web/";
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml",
            "woff2", "font/woff2");

    private record Page(ByteBuffer bytes, String type, ETag tag) {}

    List<Route> routes() {
        Page login = load("login.html");
        Page dashboard = load("dashboard.html");
        List<Route> routes = new ArrayList<>();
        routes.add(Route.openRaw(
                "GET",
                "/",
                (exchange, request) -> serve(exchange, request.principal().isPresent() ? dashboard : login)));
        for (String name : names()) {
            Page page = load(name);
            routes.add(Route.openRaw("GET", "/assets/" + name, (exchange, request) -> serve(exchange, page)));
        }
        return routes;
    }

    /** Which files there are is written in one of them: a folder of a jar cannot be listed. */
    private static List<String> names() {
        return new String(read("files.txt"), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }

    private static void serve(HttpServerExchange exchange, Page page) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, page.type());
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-cache");
        exchange.getResponseHeaders().put(Headers.ETAG, page.tag().toString());
        if (!ETagUtils.handleIfNoneMatch(exchange, page.tag(), false)) {
            exchange.setStatusCode(304);
            return;
        }
        exchange.getResponseSender().send(page.bytes().duplicate());
    }

    private static Page load(String name) {
        byte[] bytes = read(name);
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        String hash =
                Secrets.hash(new String(bytes, StandardCharsets.ISO_8859_1)).substring(0, 20);
        return new Page(ByteBuffer.wrap(bytes).asReadOnlyBuffer(), type, new ETag(false, hash));
    }

    private static byte[] read(String name) {
        try (InputStream in = PageRoutes.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its file " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
