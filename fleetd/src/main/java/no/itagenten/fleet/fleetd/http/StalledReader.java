package no.itagenten.fleet.fleetd.http;

import io.undertow.server.HttpServerExchange;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/** Closes the connection of a client that takes nothing of a long answer for a while: Undertow would wait for ever. */
final class StalledReader {

    private static final long PATIENCE_SECONDS = 30;

    private final HttpServerExchange exchange;
    private final AtomicBoolean moved = new AtomicBoolean(true);
    private volatile XnioExecutor.Key next;
    private volatile boolean ended;

    private StalledReader(HttpServerExchange exchange) {
        this.exchange = exchange;
    }

    static StalledReader watch(HttpServerExchange exchange) {
        StalledReader watch = new StalledReader(exchange);
        watch.schedule();
        return watch;
    }

    /** Something was taken. */
    void progress() {
        moved.set(true);
    }

    /** The answer has left, or never will. */
    void end() {
        ended = true;
        next.remove();
    }

    private void schedule() {
        next = exchange.getIoThread().executeAfter(this::look, PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private void look() {
        if (ended) {
            return;
        }
        if (moved.getAndSet(false)) {
            schedule();
        } else {
            IoUtils.safeClose(exchange.getConnection());
        }
    }
}
