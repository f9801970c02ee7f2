package no.itagenten.fleet.fleetd.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.sse.ServerSentEventHandler;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import no.itagenten.fleet.protocol.rest.ErrorCode;

/** Server-Sent Events (HTML Living Standard, 9.2): opens streams, keeps them alive, and closes them. */
final class EventStreams {

    private static final int MAX_STREAMS = 1_000;
    private static final long MAX_UNSENT_CHARACTERS = 64L * 1024 * 1024;
    private static final long KEEP_ALIVE_MILLIS = 15_000;

    private final Set<EventStream> open = ConcurrentHashMap.newKeySet();
    private final UnsentEvents unsent = new UnsentEvents(MAX_UNSENT_CHARACTERS);
    private final Executor workers;

    EventStreams(Executor workers) {
        this.workers = workers;
    }

    /** Fills a stream that has just been opened; called on a worker thread. */
    interface Source {
        void start(EventStream stream, Optional<String> lastEventId);
    }

    /** @param mayFollow whether its reader may still; must not block */
    void open(HttpServerExchange exchange, BooleanSupplier mayFollow, Source source) throws Exception {
        if (open.size() >= MAX_STREAMS) {
            throw new ApiException(ErrorCode.TOO_MANY_REQUESTS, "too many event streams are open");
        }
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
        exchange.getResponseHeaders().put(new HttpString("X-Accel-Buffering"), "no"); // nginx would gather events
        if (exchange.getRequestMethod().equals(Methods.HEAD)) {
            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/event-stream; charset=UTF-8");
            return;
        }
        new ServerSentEventHandler((connection, lastEventId) -> {
                    connection.setKeepAliveTime(KEEP_ALIVE_MILLIS);
                    EventStream stream = new EventStream(connection, unsent, mayFollow);
                    open.add(stream);
                    stream.onClose(() -> open.remove(stream));
                    if (!stream.mayFollow()) { // that ended since the request was judged
                        stream.close();
                    }
                    workers.execute(() -> start(source, stream, lastEventId));
                })
                .handleRequest(exchange);
    }

    /** How many characters wait for readers to take them. */
    long unsent() {
        return unsent.held();
    }

    void closeAll() {
        open.forEach(EventStream::close);
    }

    /**
     * Closes the streams of those who may not follow them any more. Called whenever rights change, and twice a second.
     */
    void closeForfeited() {
        open.stream().filter(stream -> !stream.mayFollow()).forEach(EventStream::close);
    }

    private static void start(Source source, EventStream stream, String lastEventId) {
        try {
            source.start(stream, Optional.ofNullable(lastEventId).filter(id -> !id.isBlank()));
        } catch (RuntimeException e) {
            stream.close();
        }
    }
}
