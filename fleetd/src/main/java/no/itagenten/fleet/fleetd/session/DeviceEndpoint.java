package no.itagenten.fleet.fleetd.session;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.websockets.WebSocketConnectionCallback;
import io.undertow.websockets.WebSocketProtocolHandshakeHandler;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedBinaryMessage;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.CloseMessage;
import io.undertow.websockets.core.WebSocketCallback;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import io.undertow.websockets.spi.WebSocketHttpExchange;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import no.itagenten.fleet.fleetd.device.Device;
import no.itagenten.fleet.fleetd.device.DeviceRegistry;
import no.itagenten.fleet.fleetd.device.FleetFullException;
import no.itagenten.fleet.fleetd.device.NameTakenException;
import no.itagenten.fleet.fleetd.enrollment.DeviceAuthenticator;
import no.itagenten.fleet.fleetd.enrollment.DeviceKey;
import no.itagenten.fleet.fleetd.enrollment.Enrollment;
import no.itagenten.fleet.protocol.DeviceAuthentication;
import no.itagenten.fleet.protocol.DeviceAuthentication.Answer;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.Protocol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /ws?deviceId=…}: decides who may connect, before the upgrade, and then hands each frame on. Deciding runs on a worker
 * thread; frames arrive on the I/O thread, which only queues them.
 */
public final class DeviceEndpoint {

    private static final Logger log = LoggerFactory.getLogger(DeviceEndpoint.class);
    private static final AttachmentKey<Admission> ADMISSION = AttachmentKey.create(Admission.class);
    private static final HttpString STATE = new HttpString(DeviceAuthentication.STATE_HEADER);
    private static final int HELLO_WITHIN_MILLIS = 3_000;

    /** An answer other than the upgrade. */
    public interface Refusal {
        void send(HttpServerExchange exchange, int status, String message);
    }

    private final WebSocketProtocolHandshakeHandler handshake =
            new WebSocketProtocolHandshakeHandler((WebSocketConnectionCallback) this::connected);
    private final SessionRegistry sessions;
    private final DeviceRegistry devices;
    private final Enrollment enrollment;
    private final DeviceAuthenticator authenticator;
    private final MessageRouter router;
    private final Executor workers;
    private final ScheduledExecutorService timer;
    private final LongSupplier nanoTime;
    private final boolean openEnrollment;
    private final DeviceAudit audit;

    DeviceEndpoint(
            SessionRegistry sessions,
            DeviceRegistry devices,
            Enrollment enrollment,
            DeviceAuthenticator authenticator,
            MessageRouter router,
            Executor workers,
            ScheduledExecutorService timer,
            LongSupplier nanoTime,
            boolean openEnrollment,
            DeviceAudit audit) {
        this.sessions = sessions;
        this.devices = devices;
        this.enrollment = enrollment;
        this.authenticator = authenticator;
        this.router = router;
        this.workers = workers;
        this.timer = timer;
        this.nanoTime = nanoTime;
        this.openEnrollment = openEnrollment;
        this.audit = audit;
    }

    /** Upgrades the connection, or refuses it. Called on a worker thread; may block. */
    public void handle(HttpServerExchange exchange, String clientAddress, Refusal refusal) throws Exception {
        DeviceId device;
        try {
            Deque<String> ids = exchange.getQueryParameters().get("deviceId");
            device = new DeviceId(ids == null ? null : ids.getFirst());
        } catch (IllegalArgumentException e) {
            // who has no id has no credential either, and is told no more than that
            refusal.send(exchange, openEnrollment ? 400 : 401, "connect to /ws?deviceId=<id>: " + e.getMessage());
            return;
        }
        String authorization = exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION);
        Optional<DeviceKey> key = Optional.ofNullable(authorization)
                .flatMap(Answer::parse)
                .flatMap(answer -> audit.proving(device, clientAddress, () -> authenticator.accepts(device, answer)));
        if (key.isEmpty() && !openTo(device, authorization)) {
            if (authorization != null) {
                audit.refused(device, clientAddress);
            }
            exchange.getResponseHeaders()
                    .put(
                            Headers.WWW_AUTHENTICATE,
                            authenticator.challenge(device).toHeader());
            refusal.send(exchange, 401, "this device has no valid credential here; enrol it (fleetctl enroll create)");
            return;
        }
        if (!exchange.isRequestComplete()) {
            // A body that is held back would keep the proof until the credential is another.
            exchange.setPersistent(false);
            refusal.send(exchange, 400, "a WebSocket is asked for without a body");
            return;
        }
        if (devices.find(device).filter(Device::pending).isPresent()) {
            devices.knocked(device, clientAddress);
            exchange.getResponseHeaders().put(STATE, DeviceAuthentication.PENDING);
            refusal.send(exchange, 403, "this device waits for approval (fleetctl device approve " + device + ")");
            return;
        }
        if (!exchange.getRequestHeaders().contains("Sec-WebSocket-Key")) {
            refusal.send(exchange, 400, "this is a WebSocket endpoint");
            return;
        }
        try {
            audit.registering(device, clientAddress, () -> devices.register(device));
        } catch (FleetFullException e) {
            refusal.send(exchange, 503, e.getMessage());
            return;
        } catch (NameTakenException e) {
            refusal.send(exchange, 409, "another device is called so already; configure another DEVICE_ID");
            return;
        }
        exchange.putAttachment(ADMISSION, new Admission(device, key, clientAddress));
        handshake.handleRequest(exchange);
    }

    /** Without a credential only where that is allowed, for an id without one, and not in place of a proven connection. */
    private boolean openTo(DeviceId device, String authorization) {
        boolean tried = authorization != null && authorization.startsWith(DeviceAuthentication.SCHEME);
        return openEnrollment
                && !tried
                && enrollment.keyOf(device).isEmpty()
                && sessions.find(device).map(session -> !session.proven()).orElse(true);
    }

    private void connected(WebSocketHttpExchange exchange, WebSocketChannel channel) {
        Admission admission = exchange.getAttachment(ADMISSION);
        DeviceSession session = new DeviceSession(
                admission.device(), channel, admission.proven(), admission.address(), nanoTime.getAsLong());
        boolean admitted = sessions.admit(
                session,
                () -> admission.holds(enrollment, devices),
                () -> devices.connected(session.device(), admission.address()));
        if (!admitted) {
            session.close(
                    Protocol.CLOSE_REVOKED,
                    "the device's credential was changed, or another connection of the device is alive");
            return;
        }
        log.info("Device {} connected from {}", session.device(), admission.address());
        SessionInbox inbox = new SessionInbox(session, router, workers);
        channel.addCloseTask(closed -> disconnected(session));
        if (!channel.isOpen()) { // a task that is added now would be forgotten
            disconnected(session);
            return;
        }
        channel.getReceiveSetter().set(new Receiver(session, inbox));
        channel.resumeReceives();
        session.ping(); // whether it answers decides how much silence is allowed it
        if (!session.proven()) { // whoever has a credential is an agent, and will say hello
            var unused = timer.schedule(
                    () -> workers.execute(() -> router.becomeFirstRelease(session)),
                    HELLO_WITHIN_MILLIS,
                    TimeUnit.MILLISECONDS);
        }
    }

    private void disconnected(DeviceSession session) {
        sessions.remove(session, () -> {
            devices.disconnected(session.device());
            log.info("Device {} disconnected", session.device());
        });
    }

    private final class Receiver extends AbstractReceiveListener {

        private final DeviceSession session;
        private final SessionInbox inbox;

        Receiver(DeviceSession session, SessionInbox inbox) {
            this.session = session;
            this.inbox = inbox;
        }

        @Override
        protected void onFullTextMessage(WebSocketChannel channel, BufferedTextMessage message) {
            session.frameCame(nanoTime.getAsLong());
            if (!session.isClosing()) {
                inbox.put(message.getData());
            }
        }

        @Override
        protected void onFullBinaryMessage(WebSocketChannel channel, BufferedBinaryMessage message) {
            message.getData().free();
            WebSockets.sendClose(
                    new CloseMessage(CloseMessage.MSG_CONTAINS_INVALID_DATA, "text messages only"), channel, null);
        }

        @Override
        protected void onFullPingMessage(WebSocketChannel channel, BufferedBinaryMessage message) {
            session.frameCame(nanoTime.getAsLong());
            WebSockets.sendPong(
                    WebSockets.mergeBuffers(message.getData().getResource()), channel, new FreeWhenSent(message));
        }

        @Override
        protected void onFullPongMessage(WebSocketChannel channel, BufferedBinaryMessage message) {
            session.pongCame(WebSockets.mergeBuffers(message.getData().getResource()), nanoTime.getAsLong());
            message.getData().free();
        }

        @Override
        protected void onError(WebSocketChannel channel, Throwable error) {
            log.debug("Device {} broke off", session.device(), error);
            session.abort();
        }

        @Override
        protected long getMaxTextBufferSize() {
            return Protocol.MAX_MESSAGE_BYTES;
        }

        @Override
        protected long getMaxBinaryBufferSize() {
            return Protocol.MAX_MESSAGE_BYTES;
        }
    }

    private record FreeWhenSent(BufferedBinaryMessage message) implements WebSocketCallback<Void> {

        @Override
        public void complete(WebSocketChannel channel, Void context) {
            message.getData().free();
        }

        @Override
        public void onError(WebSocketChannel channel, Void context, Throwable failure) {
            message.getData().free();
        }
    }
}
