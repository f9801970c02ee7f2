package no.itagenten.fleet.fleetd.session;

import io.undertow.websockets.core.CloseMessage;
import io.undertow.websockets.core.WebSocketCallback;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import no.itagenten.fleet.protocol.AgentUpdate;
import no.itagenten.fleet.protocol.Bundle;
import no.itagenten.fleet.protocol.BundleAck;
import no.itagenten.fleet.protocol.Cancel;
import no.itagenten.fleet.protocol.Configure;
import no.itagenten.fleet.protocol.DeviceCommand;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.KeyAck;
import no.itagenten.fleet.protocol.MessageCodec;
import no.itagenten.fleet.protocol.Policy;
import no.itagenten.fleet.protocol.Protocol;
import no.itagenten.fleet.protocol.Reboot;
import no.itagenten.fleet.protocol.ReleasePart;
import no.itagenten.fleet.protocol.RotateKey;
import no.itagenten.fleet.protocol.ServerMessage;
import no.itagenten.fleet.protocol.ServiceCommand;
import no.itagenten.fleet.protocol.Unblock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;

/**
 * One connection of one device: what may be sent to it, and what is known of its life. Safe for any thread; nothing here blocks.
 */
final class DeviceSession {

    private static final Logger log = LoggerFactory.getLogger(DeviceSession.class);

    /** A device that lets this many messages pile up does not read; its connection is aborted. */
    private static final int MAX_UNSENT = 512;

    private static final long SEND_TIMEOUT_MILLIS = 30_000;

    /** A device that is asked to go has so long to answer; then its connection is aborted. */
    private static final long CLOSE_WITHIN_MILLIS = 3_000;

    /** What the device has shown itself to be. */
    enum Kind {
        /** Nothing was heard yet. */
        UNKNOWN,
        /** Said hello: knows the whole protocol, and recognises a repeated command. */
        AGENT,
        /** Spoke without a hello, or was silent: knows heartbeat, status, restart and update. */
        FIRST_RELEASE
    }

    private final DeviceId device;
    private final WebSocketChannel channel;
    private final boolean proven;
    private final String address;
    private final AtomicInteger unsent = new AtomicInteger();
    private final Pings pings = new Pings();
    private volatile Kind kind = Kind.UNKNOWN;
    private volatile long lastFrameNanos;
    private volatile boolean answersPings;
    private volatile boolean closing;
    private volatile boolean displacing;

    /**
     * @param proven whether the device proved its identity by a signature
     * @param address where it connects from
     */
    DeviceSession(DeviceId device, WebSocketChannel channel, boolean proven, String address, long nowNanos) {
        this.device = device;
        this.channel = channel;
        this.proven = proven;
        this.address = address;
        this.lastFrameNanos = nowNanos;
    }

    DeviceId device() {
        return device;
    }

    boolean proven() {
        return proven;
    }

    String address() {
        return address;
    }

    /** It takes the place of a live connection. */
    void displaces() {
        displacing = true;
    }

    /** Whether it took the place of a live connection. */
    boolean displaced() {
        return displacing;
    }

    Kind kind() {
        return kind;
    }

    void kind(Kind shown) {
        kind = shown;
    }

    WebSocketChannel channel() {
        return channel;
    }

    /** A message or a ping came. */
    void frameCame(long nowNanos) {
        lastFrameNanos = nowNanos;
    }

    /** A pong came; only one that answers a ping is a sign of life. */
    void pongCame(ByteBuffer payload, long nowNanos) {
        switch (pings.judge(payload)) {
            case ANSWER -> {
                answersPings = true;
                lastFrameNanos = nowNanos;
            }
            case UNASKED -> {
                // it costs nothing and says nothing
            }
            case FLOOD -> {
                log.warn("Device {} sends pongs without end that nobody asked for: connection aborted", device);
                abort();
            }
        }
    }

    /**
     * Whether it has been silent for so long that it counts as gone. A device that never answers pings is given two and a half
     * heartbeats.
     */
    boolean isDead(long nowNanos, Duration heartbeat) {
        Duration patience = Protocol.DEAD_AFTER;
        Duration heartbeats = heartbeat.multipliedBy(5).dividedBy(2);
        if (!answersPings && heartbeats.compareTo(patience) > 0) {
            patience = heartbeats;
        }
        return nowNanos - lastFrameNanos > patience.toNanos();
    }

    /** The first release knows two commands, and gets answers to what it sends itself; nothing else is for it. */
    boolean understands(ServerMessage message) {
        return kind != Kind.FIRST_RELEASE
                || !(message instanceof Reboot
                        || message instanceof Unblock
                        || message instanceof ServiceCommand
                        || message instanceof Bundle
                        || message instanceof BundleAck
                        || message instanceof AgentUpdate
                        || message instanceof ReleasePart
                        || message instanceof RotateKey
                        || message instanceof KeyAck
                        || message instanceof Cancel
                        || message instanceof Configure
                        || message instanceof Policy);
    }

    /** A message that the device does not understand is left out. */
    void send(ServerMessage message) {
        if (understands(message)) {
            sendText(MessageCodec.encode(understandable(message)));
        }
    }

    void ping() {
        WebSockets.sendPing(pings.next(), channel, null, SEND_TIMEOUT_MILLIS);
    }

    /** Whether the device was asked to go: what it still sends is not heard. */
    boolean isClosing() {
        return closing;
    }

    /** Asks the device to go, and does not wait for it for long. */
    void close(int code, String reason) {
        closing = true;
        channel.getIoThread().executeAfter(this::abort, CLOSE_WITHIN_MILLIS, TimeUnit.MILLISECONDS);
        WebSockets.sendClose(new CloseMessage(code, reason), channel, new WebSocketCallback<>() {
            @Override
            public void complete(WebSocketChannel closed, Void context) {
                // the device answers, or is aborted soon
            }

            @Override
            public void onError(WebSocketChannel failed, Void context, Throwable failure) {
                abort();
            }
        });
    }

    /** Ends the connection at once, without the courtesy of a closing handshake that a dead link would never answer. */
    void abort() {
        IoUtils.safeClose(channel);
    }

    private void sendText(String text) {
        if (unsent.incrementAndGet() > MAX_UNSENT) {
            log.warn("Device {} does not read what it is sent: connection aborted", device);
            abort();
            return;
        }
        WebSockets.sendText(
                text,
                channel,
                new WebSocketCallback<Void>() {
                    @Override
                    public void complete(WebSocketChannel sent, Void context) {
                        unsent.decrementAndGet();
                    }

                    @Override
                    public void onError(WebSocketChannel failed, Void context, Throwable failure) {
                        abort();
                    }
                },
                SEND_TIMEOUT_MILLIS);
    }

    /** The first release has no default branch of its own. */
    private ServerMessage understandable(ServerMessage message) {
        return kind == Kind.FIRST_RELEASE && message instanceof DeviceCommand command
                ? FirstReleaseCommands.of(command)
                : message;
    }
}
