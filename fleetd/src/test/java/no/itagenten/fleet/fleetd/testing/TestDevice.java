package no.itagenten.fleet.fleetd.testing;

import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import no.itagenten.fleet.protocol.DeviceAuthentication.Challenge;

/** A device's end of its connection: sends what a test says, and keeps all that came. */
public final class TestDevice implements AutoCloseable {

    private final List<JsonObject> received = new CopyOnWriteArrayList<>();
    private final String id;
    private WebSocket socket;
    private volatile int closeCode = -1;
    private volatile boolean ended;

    private TestDevice(String id) {
        this.id = id;
    }

    /** Connects without a credential. */
    public static TestDevice connect(RunningFleetd fleetd, String id, String... headers) {
        return new TestDevice(id).open(fleetd, headers);
    }

    /** Connects with a proof of its identity; the device has enrolled before. */
    public static TestDevice connect(RunningFleetd fleetd, DeviceIdentity identity) {
        return connect(
                fleetd,
                identity.id(),
                "Authorization",
                identity.answer(challenge(fleetd, identity.id())).toHeader());
    }

    /** An agent: proves its identity, says hello, and has been welcomed. */
    public static TestDevice agent(RunningFleetd fleetd, DeviceIdentity identity) {
        TestDevice device = connect(fleetd, identity);
        device.send(device.hello());
        device.awaitMessage("config");
        return device;
    }

    /** Enrols under that id, connects, and says hello. */
    public static TestDevice enrolledAgent(RunningFleetd fleetd, String id) {
        DeviceIdentity identity = DeviceIdentity.ed25519(id);
        fleetd.enroll(identity);
        return agent(fleetd, identity);
    }

    /** How the server answers an upgrade it refuses. */
    public static HttpResponse<?> refusal(RunningFleetd fleetd, String id, String... headers) {
        try (TestDevice device = connect(fleetd, id, headers)) {
            throw new AssertionError(device.id + " was let in");
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                return refused.getResponse();
            }
            throw e;
        }
    }

    /** Asks for the upgrade without credentials, to be challenged. */
    public static Challenge challenge(RunningFleetd fleetd, String id) {
        HttpResponse<?> refusal = refusal(fleetd, id, "Authorization", "R58-Device");
        return Challenge.parse(refusal.headers().firstValue("WWW-Authenticate").orElseThrow())
                .orElseThrow();
    }

    private TestDevice open(RunningFleetd fleetd, String... headers) {
        WebSocket.Builder builder = Api.HTTP.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(10));
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        socket = builder.buildAsync(fleetd.deviceUri(id), new Recorder()).join();
        return this;
    }

    public String id() {
        return id;
    }

    public TestDevice send(String json) {
        socket.sendText(json, true).join();
        return this;
    }

    public String hello() {
        return "{\"type\":\"hello\",\"deviceId\":\"" + id + "\",\"protocol\":1,\"agent_version\":\"1.2.3\","
                + "\"facts\":{\"hostname\":\"box\",\"model\":\"R58\",\"os\":\"Debian 12\",\"kernel\":\"6.1\",\"arch\":\"aarch64\"}}";
    }

    /** Says hello as that machine. */
    public TestDevice helloFrom(String hostname, String bootId, String machineId, String hardwareId) {
        send(message(
                "hello",
                ",\"protocol\":1,\"agent_version\":\"1.2.3\",\"boot_id\":\"" + bootId + "\",\"machine_id\":\""
                        + machineId + "\",\"hardware_id\":\"" + hardwareId + "\",\"facts\":{\"hostname\":\"" + hostname
                        + "\"}"));
        awaitMessage("config");
        return this;
    }

    public TestDevice heartbeat() {
        return send(message("heartbeat", ""));
    }

    public TestDevice log(String level, String text) {
        return send(message("log", ",\"level\":\"" + level + "\",\"message\":\"" + text + "\""));
    }

    /** @param more further fields, beginning with a comma */
    public String message(String type, String more) {
        return "{\"type\":\"" + type + "\",\"deviceId\":\"" + id + "\"" + more + "}";
    }

    /** @param more further fields, beginning with a comma */
    public TestDevice tell(String type, String commandId, String more) {
        return send(message(type, ",\"commandId\":\"" + commandId + "\"" + more));
    }

    public List<JsonObject> received() {
        return List.copyOf(received);
    }

    public List<JsonObject> received(String type) {
        return received.stream()
                .filter(message -> message.get("type").getAsString().equals(type))
                .toList();
    }

    /** Waits until so many messages of that type have come, and returns the last of them. */
    public JsonObject awaitMessages(String type, int count) {
        return await(count + " × " + type)
                .atMost(Duration.ofSeconds(10))
                .until(() -> received(type), messages -> messages.size() >= count)
                .get(count - 1);
    }

    public JsonObject awaitMessage(String type) {
        return awaitMessages(type, 1);
    }

    /** Waits for the server to close the connection; empty if it was cut off without a close frame. */
    public Optional<Integer> awaitClosed() {
        await("end of the connection").atMost(Duration.ofSeconds(10)).until(() -> ended);
        return closeCode < 0 ? Optional.empty() : Optional.of(closeCode);
    }

    public boolean isOpen() {
        return !ended;
    }

    /** Cuts the connection off. */
    @Override
    public void close() {
        if (socket != null && !ended) {
            socket.abort();
        }
    }

    private final class Recorder implements WebSocket.Listener {

        private final StringBuilder parts = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            parts.append(data);
            if (last) {
                received.add(JsonParser.parseString(parts.toString()).getAsJsonObject());
                parts.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closeCode = code;
            ended = true;
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            ended = true;
        }
    }
}
