package no.itagenten.fleet.fleetd.http;

import io.undertow.server.handlers.sse.ServerSentEventConnection;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.xnio.IoUtils;

/**
 * One reader of Server-Sent Events. What it has not taken is bounded: a reader that falls too far behind is cut off, and comes back
 * with its Last-Event-ID. Safe for any thread; nothing here blocks.
 */
final class EventStream {

    private static final int MAX_UNSENT = 2_000;

    private final ServerSentEventConnection connection;
    private final AtomicInteger unsent = new AtomicInteger();

    EventStream(ServerSentEventConnection connection) {
        this.connection = connection;
    }

    void send(String name, String id, String json) {
        send(name, id, json, () -> {});
    }

    /** @param sent called once the event has left for the network */
    void send(String name, String id, String json, Runnable sent) {
        if (unsent.incrementAndGet() > MAX_UNSENT) {
            close();
            return;
        }
        connection.send(json, name, id, new ServerSentEventConnection.EventCallback() {
            @Override
            public void done(ServerSentEventConnection done, String data, String event, String eventId) {
                unsent.decrementAndGet();
                sent.run();
            }

            @Override
            public void failed(
                    ServerSentEventConnection failed, String data, String event, String eventId, IOException e) {
                close();
            }
        });
    }

    /** @param task runs when the stream has ended, at once if it has already; perhaps more than once */
    void onClose(Runnable task) {
        connection.addCloseTask(closed -> task.run());
        if (!connection.isOpen()) { // a task that is added now would be forgotten
            task.run();
        }
    }

    void close() {
        IoUtils.safeClose(connection);
    }
}
