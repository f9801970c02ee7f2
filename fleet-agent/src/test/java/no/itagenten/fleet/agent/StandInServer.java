package no.itagenten.fleet.agent;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.CloseMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import no.itagenten.fleet.protocol.DeviceAuthentication;
import no.itagenten.fleet.protocol.DeviceAuthentication.Answer;
import no.itagenten.fleet.protocol.DeviceAuthentication.Challenge;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.DeviceMessage;
import no.itagenten.fleet.protocol.Hello;
import no.itagenten.fleet.protocol.MessageCodec;
import no.itagenten.fleet.protocol.ServerMessage;
import no.itagenten.fleet.protocol.Welcome;
import no.itagenten.fleet.protocol.json.WireJson;
import no.itagenten.fleet.protocol.rest.ApiError;
import no.itagenten.fleet.protocol.rest.EnrollRequest;
import no.itagenten.fleet.protocol.rest.Enrolled;
import org.xnio.IoUtils;

/** The server's side of the protocol over a real socket, as far as the agent can tell; verifies signatures for real. */
public final class StandInServer implements AutoCloseable {

    public static final String TOKEN = "secret-token";

    private final Undertow server;
    private final BlockingQueue<DeviceMessage> received = new LinkedBlockingQueue<>();
    private final List<WebSocketChannel> channels = new CopyOnWriteArrayList<>();
    private final Map<DeviceId, PublicKey> credentials = new ConcurrentHashMap<>();
    private final AtomicInteger challenges = new AtomicInteger();
    public final AtomicInteger upgrades = new AtomicInteger();
    public final AtomicInteger enrolments = new AtomicInteger();
    public volatile boolean open;
    public volatile boolean welcoming = true;
    public volatile boolean pending;
    public volatile String serverId = "server-one";

    public StandInServer(int port) {
        server = Undertow.builder()
                .addHttpListener(port, "127.0.0.1")
                .setHandler(
                        Handlers.path().addExactPath("/ws", this::upgrade).addExactPath("/api/enroll", this::enroll))
                .build();
        server.start();
    }

    public StandInServer() {
        this(0);
    }

    public int port() {
        return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
    }

    public String url() {
        return "ws://127.0.0.1:" + port() + "/ws";
    }

    public void send(ServerMessage message) {
        sendRaw(MessageCodec.encode(message));
    }

    public void sendRaw(String text) {
        try {
            WebSockets.sendTextBlocking(text, current());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public void closeWith(int code) {
        WebSockets.sendClose(new CloseMessage(code, "test"), current(), null);
    }

    public WebSocketChannel current() {
        return channels.get(channels.size() - 1);
    }

    public int connections() {
        return channels.size();
    }

    public void forget(DeviceId device) {
        credentials.remove(device);
    }

    /** The next message of that type that fits; others before it are dropped. */
    public <M extends DeviceMessage> M await(Class<M> type, Predicate<M> fits) throws InterruptedException {
        Instant deadline = Instant.now().plusSeconds(20);
        while (Instant.now().isBefore(deadline)) {
            DeviceMessage message = received.poll(1, SECONDS);
            if (type.isInstance(message) && fits.test(type.cast(message))) {
                return type.cast(message);
            }
        }
        throw new AssertionError("no fitting " + type.getSimpleName() + " within 20 s");
    }

    public <M extends DeviceMessage> M await(Class<M> type) throws InterruptedException {
        return await(type, message -> true);
    }

    /** As when the process ends: a worker that is stopped while it handles a frame would leave its socket open. */
    @Override
    public void close() {
        channels.forEach(IoUtils::safeClose);
        server.stop();
    }

    private void upgrade(HttpServerExchange exchange) throws Exception {
        upgrades.incrementAndGet();
        DeviceId device =
                new DeviceId(exchange.getQueryParameters().get("deviceId").getFirst());
        Optional<Answer> answer = Optional.ofNullable(
                        exchange.getRequestHeaders().getFirst("Authorization"))
                .flatMap(Answer::parse);
        boolean known = credentials.containsKey(device);
        boolean admitted = known ? answer.isPresent() && verifies(device, answer.get()) : open;
        if (!admitted) {
            Challenge challenge = new Challenge(serverId, "challenge-" + challenges.incrementAndGet());
            exchange.setStatusCode(401);
            exchange.getResponseHeaders().put(new HttpString("WWW-Authenticate"), challenge.toHeader());
            exchange.endExchange();
            return;
        }
        if (pending && known) {
            exchange.setStatusCode(403);
            exchange.getResponseHeaders()
                    .put(new HttpString(DeviceAuthentication.STATE_HEADER), DeviceAuthentication.PENDING);
            exchange.endExchange();
            return;
        }
        Handlers.websocket((handshake, channel) -> {
                    channels.add(channel);
                    channel.getReceiveSetter().set(new Receiver(device));
                    channel.resumeReceives();
                })
                .handleRequest(exchange);
    }

    private boolean verifies(DeviceId device, Answer answer) throws Exception {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(credentials.get(device));
        signature.update(DeviceAuthentication.connectPayload(serverId, device, answer.challenge()));
        return answer.challenge().equals("challenge-" + challenges.get())
                && signature.verify(Base64.getUrlDecoder().decode(answer.signature()));
    }

    private void enroll(HttpServerExchange exchange) {
        enrolments.incrementAndGet();
        exchange.getRequestReceiver().receiveFullBytes((ex, body) -> {
            try {
                EnrollRequest request = WireJson.decode(new String(body, StandardCharsets.UTF_8), EnrollRequest.class);
                if (!request.token().equals(TOKEN)) {
                    ex.setStatusCode(401);
                    ex.getResponseSender().send(WireJson.encode(new ApiError("unknown token", "unauthorized")));
                    return;
                }
                PublicKey key = KeyFactory.getInstance("Ed25519")
                        .generatePublic(
                                new X509EncodedKeySpec(Base64.getDecoder().decode(request.publicKey())));
                Signature signature = Signature.getInstance("Ed25519");
                signature.initVerify(key);
                signature.update(DeviceAuthentication.enrollPayload(request.deviceId(), request.token()));
                if (!signature.verify(Base64.getUrlDecoder().decode(request.signature()))) {
                    throw new IllegalStateException("the signature is wrong");
                }
                credentials.put(request.deviceId(), key);
                ex.setStatusCode(201);
                ex.getResponseSender().send(WireJson.encode(new Enrolled(request.deviceId(), serverId)));
            } catch (Exception e) {
                ex.setStatusCode(400);
                ex.getResponseSender().send(WireJson.encode(new ApiError(e.toString(), "bad_request")));
            }
        });
    }

    private final class Receiver extends AbstractReceiveListener {
        private final DeviceId device;

        Receiver(DeviceId device) {
            this.device = device;
        }

        @Override
        protected void onFullTextMessage(WebSocketChannel channel, BufferedTextMessage message) {
            try {
                DeviceMessage decoded = MessageCodec.decodeDeviceMessage(message.getData());
                received.add(decoded);
                if (decoded instanceof Hello && welcoming) {
                    WebSockets.sendText(
                            MessageCodec.encode(new Welcome(device, 1, "stand-in", Instant.now())), channel, null);
                }
            } catch (no.itagenten.fleet.protocol.ProtocolException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
