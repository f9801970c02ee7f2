package no.itagenten.fleet.fleetd.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import no.itagenten.fleet.fleetd.device.DeviceNotFoundException;
import no.itagenten.fleet.protocol.DeviceMessage;
import no.itagenten.fleet.protocol.LogLine;
import no.itagenten.fleet.protocol.MessageCodec;
import no.itagenten.fleet.protocol.ProtocolException;
import no.itagenten.fleet.protocol.ServerError;
import no.itagenten.fleet.protocol.SingleLog;
import no.itagenten.fleet.protocol.UnknownTypeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a device has sent and nobody has dealt with yet: a bounded queue between the connection's I/O thread, which only puts in,
 * and one worker at a time, which takes out in order. When it is full the connection is not read until there is room: a device
 * that floods slows down itself.
 */
final class SessionInbox {

    private static final Logger log = LoggerFactory.getLogger(SessionInbox.class);
    private static final int FULL = 128;
    private static final int ROOM = 32;

    /** Who lies without end does not fill the disk with it. */
    private static final int MOST_NOTED = 20;

    private final Deque<String> texts = new ArrayDeque<>();
    private final DeviceSession session;
    private final MessageRouter router;
    private final Executor workers;
    private int notedLies;
    private boolean draining;
    private boolean suspended;

    SessionInbox(DeviceSession session, MessageRouter router, Executor workers) {
        this.session = session;
        this.router = router;
        this.workers = workers;
    }

    /** Called by the I/O thread. */
    void put(String text) {
        synchronized (this) {
            texts.add(text);
            if (texts.size() >= FULL && !suspended) {
                suspended = true;
                session.channel().suspendReceives();
            }
            if (draining) {
                return;
            }
            draining = true;
        }
        workers.execute(this::drain);
    }

    /** Goes on until the queue is empty, or a message has to wait for the disk. */
    private void drain() {
        while (true) {
            List<String> batch = take();
            if (batch.isEmpty()) {
                return;
            }
            CompletableFuture<?> pending = handle(batch);
            if (!pending.isDone()) {
                var unused = pending.whenCompleteAsync((done, failure) -> drain(), workers);
                return;
            }
        }
    }

    /** One message, or a run of single log lines, which belong in one write. */
    private synchronized List<String> take() {
        List<String> batch = new ArrayList<>();
        while (!texts.isEmpty() && (batch.isEmpty() || (isSingleLog(batch.get(0)) && isSingleLog(texts.peek())))) {
            batch.add(texts.poll());
        }
        if (batch.isEmpty()) {
            draining = false;
        }
        if (suspended && texts.size() <= ROOM) {
            suspended = false;
            session.channel().resumeReceives();
        }
        return batch;
    }

    private static boolean isSingleLog(String text) {
        return text.startsWith("{\"type\":\"log\",");
    }

    private CompletableFuture<?> handle(List<String> batch) {
        if (batch.size() == 1) {
            DeviceMessage message = decode(batch.get(0));
            return message == null
                    ? CompletableFuture.completedFuture(null)
                    : guarded(() -> router.route(session, message));
        }
        List<LogLine> lines = new ArrayList<>(batch.size());
        for (String text : batch) {
            if (decode(text) instanceof SingleLog single) {
                lines.add(single.line());
            }
        }
        return guarded(() -> router.logs(session, lines));
    }

    private interface Step {
        CompletableFuture<?> run();
    }

    /** What goes wrong with one message is told to the device; the connection lives on. */
    private CompletableFuture<?> guarded(Step step) {
        try {
            return step.run().exceptionally(failure -> {
                log.warn("A message of device {} could not be stored: {}", session.device(), failure.getMessage());
                session.send(new ServerError("busy", "the message could not be stored; send it again later"));
                return null;
            });
        } catch (DeviceNotFoundException e) {
            session.abort(); // removed a moment ago
        } catch (RuntimeException e) {
            log.error("A message of device {} could not be dealt with", session.device(), e);
        }
        return CompletableFuture.completedFuture(null);
    }

    private DeviceMessage decode(String text) {
        try {
            DeviceMessage message = MessageCodec.decodeDeviceMessage(text);
            if (message.deviceId().equals(session.device())) {
                return message;
            }
            log.warn("Device {} spoke for device {}: refused", session.device(), message.deviceId());
            session.send(new ServerError("wrong_device", "a device speaks for itself only"));
            if (notedLies++ < MOST_NOTED) {
                router.spokeForAnother(session, message.deviceId());
            }
        } catch (UnknownTypeException e) {
            session.send(new ServerError("unknown_type", e.getMessage()));
        } catch (ProtocolException e) {
            session.send(new ServerError("malformed", e.getMessage()));
        }
        return null;
    }
}
