package no.itagenten.fleet.fleetd.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a file with its length and its SHA-256, and gives up on whoever does not read it. */
final class FileDownload {

    private static final Logger log = LoggerFactory.getLogger(FileDownload.class);

    /** RFC 9530, section 3. */
    private static final HttpString REPR_DIGEST = new HttpString("Repr-Digest");

    private FileDownload() {}

    /** Blocks until it is sent or given up; closes {@code content}. */
    static void send(HttpServerExchange exchange, String type, long bytes, byte[] sha256, InputStream content) {
        exchange.getResponseHeaders()
                .put(Headers.CONTENT_TYPE, type)
                .put(Headers.CACHE_CONTROL, "no-store")
                .put(REPR_DIGEST, "sha-256=:" + Base64.getEncoder().encodeToString(sha256) + ":");
        exchange.setResponseContentLength(bytes);
        StalledReader stalled = StalledReader.watch(exchange);
        exchange.startBlocking();
        byte[] buffer = new byte[64 * 1024];
        try (InputStream in = content) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                exchange.getOutputStream().write(buffer, 0, count);
                stalled.progress();
            }
            exchange.getOutputStream().close();
        } catch (IOException e) {
            log.warn("A file of {} bytes was not sent whole: {}", bytes, e.getMessage());
            exchange.setPersistent(false);
            exchange.endExchange();
        } finally {
            stalled.end();
        }
    }
}
