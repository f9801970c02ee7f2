package no.itagenten.fleet.fleetd.http;

import io.undertow.server.handlers.sse.ServerSentEventConnection;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.xnio.IoUtils;

/**
 * One reader of Server-Sent Events. What it has not taken is bounded, in number and in size: a reader that falls too far behind is
 * cut off, and comes back with its Last-Event-ID. Safe for any thread; nothing here blocks.
 */
final class EventStream {

    static final int MAX_UNSENT = 2_000;
    static final long MAX_UNSENT_CHARACTERS = 4L * 1024 * 1024;

    private final ServerSentEventConnection connection;
    private final UnsentEvents ofAll;
    private final BooleanSupplier mayFollow;
    private int unsent;
    private long characters;
    private boolean ended;

    /**
     * @param ofAll what all streams together have not sent yet
     * @param mayFollow whether the reader still may; asked before each event
     */
    EventStream(ServerSentEventConnection connection, UnsentEvents ofAll, BooleanSupplier mayFollow) {
        this.connection = connection;
        this.ofAll = ofAll;
        this.mayFollow = mayFollow;
        onClose(this::end);
    }

    void send(String name, String id, String json) {
        send(name, id, json, () -> {});
    }

    /** @param sent called once the event has left for the network */
    void send(String name, String id, String json, Runnable sent) {
        if (!mayFollow() || !hold(json.length())) {
            close();
            return;
        }
        connection.send(json, name, id, new ServerSentEventConnection.EventCallback() {
            @Override
            public void done(ServerSentEventConnection done, String data, String event, String eventId) {
                release(json.length());
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

    /** Whether the reader still may; must not block. */
    boolean mayFollow() {
        return mayFollow.getAsBoolean();
    }

    void close() {
        IoUtils.safeClose(connection);
    }

    private synchronized boolean hold(int length) {
        if (ended
                || unsent >= MAX_UNSENT
                || characters + length > MAX_UNSENT_CHARACTERS
                || !ofAll.hold(length, unsent > 0)) {
            return false;
        }
        unsent++;
        characters += length;
        return true;
    }

    private synchronized void release(int length) {
        if (!ended) {
            unsent--;
            characters -= length;
            ofAll.release(length);
        }
    }

    private synchronized void end() {
        ended = true;
        ofAll.release(characters);
        characters = 0;
    }
}
