package no.itagenten.fleet.agent.connection;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import no.itagenten.fleet.protocol.DeviceError;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.DeviceMessage;
import no.itagenten.fleet.protocol.MessageCodec;
import no.itagenten.fleet.protocol.Protocol;
import no.itagenten.fleet.protocol.ProtocolException;
import no.itagenten.fleet.protocol.ServerMessage;
import no.itagenten.fleet.protocol.Text;
import no.itagenten.fleet.protocol.UnknownTypeException;
import no.itagenten.fleet.protocol.Welcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection from its first message to its end. {@link #run} sends, pings and watches, on the connection's thread; messages
 * arrive on a thread of the client's and are handled there, one at a time.
 */
final class Session {

    private static final Logger LOG = LoggerFactory.getLogger(Session.class);
    private static final Duration WELCOME_WITHIN = Duration.ofSeconds(20);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    private final DeviceId device;
    private final SessionHandler handler;
    private final Outbox outbox;
    private final Ticker ticker;
    private final Liveness liveness;
    private final Runnable heard;
    private final AtomicReference<SessionEnd> end = new AtomicReference<>();
    private volatile boolean welcomed;

    /** @param heard told of every frame of the server's, once it has taken us in */
    Session(DeviceId device, SessionHandler handler, Outbox outbox, Ticker ticker, Runnable heard) {
        this.device = device;
        this.handler = handler;
        this.outbox = outbox;
        this.ticker = ticker;
        this.heard = heard;
        this.liveness = new Liveness(ticker.nanos());
    }

    WebSocket.Listener listener() {
        return new FrameListener(this::frame, this::receive, this::endWith);
    }

    /** Has the server asked for a sign of life at once. */
    void ask() {
        liveness.ask();
        outbox.wake();
    }

    /** Ends {@link #run}. */
    void leave(String reason) {
        endWith(SessionEnd.lost(reason));
    }

    private void frame() {
        liveness.frame(ticker.nanos());
        if (welcomed) {
            heard.run();
        }
    }

    /** Whether the server took us in. */
    boolean wasWelcomed() {
        return welcomed;
    }

    /** Serves the connection until it ends; it is closed when this returns. */
    SessionEnd run(WebSocket socket) throws InterruptedException {
        long start = ticker.nanos();
        Optional<Long> lastHeartbeat = Optional.empty();
        liveness.frame(start);
        try {
            send(socket, handler.hello());
            while (end.get() == null) {
                long now = ticker.nanos();
                if (liveness.isDead(now)) {
                    endWith(SessionEnd.lost(
                            "nothing was heard of the server for " + Protocol.DEAD_AFTER.toSeconds() + " s"));
                } else if (!welcomed && now - start > WELCOME_WITHIN.toNanos()) {
                    endWith(SessionEnd.lost("the server did not answer hello"));
                } else if (outbox.hasOverflowed()) {
                    endWith(SessionEnd.lost("more messages waited than are kept; they are told again"));
                } else if (liveness.isPingDue(now)) {
                    liveness.pinged(now);
                    await(socket.sendPing(ByteBuffer.allocate(0)));
                } else if (welcomed && untilHeartbeat(lastHeartbeat, now).isZero()) {
                    lastHeartbeat = Optional.of(now);
                    send(socket, handler.heartbeat());
                } else {
                    sendNext(socket, lastHeartbeat, now);
                }
            }
        } catch (ExecutionException | TimeoutException e) {
            endWith(SessionEnd.lost("sending failed: " + Reasons.of(e)));
        } finally {
            socket.abort();
        }
        return end.get();
    }

    /** Takes leave and ends {@link #run}, within a second. */
    void close(WebSocket socket) {
        if (end.get() == null) {
            CompletableFuture<WebSocket> closing = socket.sendClose(WebSocket.NORMAL_CLOSURE, "the agent stops");
            try {
                closing.get(CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException | TimeoutException e) {
                LOG.debug("The connection could not be closed in order: {}", Reasons.of(e));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        endWith(SessionEnd.lost("the agent stops"));
    }

    private void sendNext(WebSocket socket, Optional<Long> lastHeartbeat, long now)
            throws InterruptedException, ExecutionException, TimeoutException {
        Duration wait = liveness.untilNext(now);
        if (welcomed) {
            Duration heartbeat = untilHeartbeat(lastHeartbeat, now);
            wait = heartbeat.compareTo(wait) < 0 ? heartbeat : wait;
        } else {
            wait = WELCOME_WITHIN.compareTo(wait) < 0 ? WELCOME_WITHIN : wait;
        }
        Optional<DeviceMessage> next = outbox.poll(wait);
        if (next.isPresent()) {
            send(socket, next.get());
        }
    }

    private Duration untilHeartbeat(Optional<Long> last, long now) {
        if (last.isEmpty()) {
            return Duration.ZERO;
        }
        Duration left = handler.heartbeatInterval().minusNanos(now - last.get());
        return left.isNegative() ? Duration.ZERO : left;
    }

    private void send(WebSocket socket, DeviceMessage message)
            throws InterruptedException, ExecutionException, TimeoutException {
        String text = MessageCodec.encode(message);
        if (Text.utf8Length(text) > Protocol.MAX_MESSAGE_BYTES) {
            // The server would close the connection for it, and it would be sent again on every later one.
            LOG.error("A message is larger than the protocol allows and is not sent: {}", message.getClass());
            return;
        }
        await(socket.sendText(text, true));
    }

    /** One send at a time is all the client allows; one that takes this long means a dead link. */
    private static void await(CompletableFuture<WebSocket> sending)
            throws InterruptedException, ExecutionException, TimeoutException {
        sending.get(Protocol.DEAD_AFTER.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void endWith(SessionEnd reason) {
        end.compareAndSet(null, reason);
        outbox.wake();
    }

    private void receive(String text) {
        if (end.get() != null) {
            return;
        }
        try {
            ServerMessage message = MessageCodec.decodeServerMessage(text);
            if (message instanceof Welcome welcome) {
                handler.welcomed(welcome);
                welcomed = true;
                outbox.wake();
            } else {
                handler.received(message);
            }
        } catch (UnknownTypeException e) {
            outbox.add(new DeviceError(device, "unknown_type", e.getMessage()));
        } catch (ProtocolException e) {
            outbox.add(new DeviceError(device, "malformed", e.getMessage()));
        } catch (RuntimeException e) {
            // A fault of our own must not end the receiving: the server would see a device that no longer listens.
            LOG.error("A message of the server could not be handled", e);
            outbox.add(new DeviceError(device, "internal", "the agent failed to handle a message; see its log"));
        }
    }
}
