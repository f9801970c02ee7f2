package no.itagenten.fleet.fleetd.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/**
 * Closes the connection of a request whose body has not come whole in time, be it read or only drained after the answer: Undertow
 * would wait for ever.
 */
final class BodyDeadline implements HttpHandler {

    private final Duration within;
    private final HttpHandler next;

    BodyDeadline(Duration within, HttpHandler next) {
        this.within = within;
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (!exchange.isRequestComplete()) {
            XnioExecutor.Key deadline = exchange.getIoThread()
                    .executeAfter(() -> closeUnlessComplete(exchange), within.toMillis(), TimeUnit.MILLISECONDS);
            exchange.addExchangeCompleteListener((complete, nextListener) -> {
                deadline.remove();
                nextListener.proceed();
            });
        }
        next.handleRequest(exchange);
    }

    private static void closeUnlessComplete(HttpServerExchange exchange) {
        if (!exchange.isRequestComplete()) {
            IoUtils.safeClose(exchange.getConnection());
        }
    }
}
