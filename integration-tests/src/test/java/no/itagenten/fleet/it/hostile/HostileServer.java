package no.itagenten.fleet.it.hostile;

import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import no.itagenten.fleet.it.fixture.ChildProcess;
import no.itagenten.fleet.protocol.DeviceAuthentication.Challenge;

/**
 * The device's own server in the hands of somebody else: it has the server's id and whatever the real one has, shakes hands as the
 * real one does, and then says what the test wants. It takes every connection. Safe for several threads.
 */
final class HostileServer implements AutoCloseable {

    private static final String SERVER_ID = "taken-over";
    private static final int LOT = 20;

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<JsonObject> heard = new CopyOnWriteArrayList<>();
    private final Handshake handshake = new Handshake(new Challenge(SERVER_ID, "prove-it"));
    private final AtomicInteger marks = new AtomicInteger();
    private volatile RawSocket agent;
    private final AtomicInteger connections = new AtomicInteger();

    HostileServer() throws IOException {
        threads.execute(this::accept);
    }

    /** For FLEET_API_URL. */
    String url() {
        return "ws://127.0.0.1:" + door.getLocalPort() + "/ws";
    }

    /** How often an agent has said hello. */
    int connections() {
        return connections.get();
    }

    /** The agent's connection, once it has said hello. */
    RawSocket agent() {
        return await().atMost(ChildProcess.PATIENCE).until(() -> agent, found -> found != null);
    }

    /** Tells the agent something. If it has just given the connection up, on the next one. */
    void say(String message) throws IOException {
        try {
            agent().text(message);
        } catch (IOException e) {
            agent = null;
            agent().text(message);
        }
    }

    /** Says all of it, and now and then waits until the agent has done what it will do of that. */
    void sayAll(List<String> messages) throws IOException {
        for (int i = 0; i < messages.size(); i++) {
            say(messages.get(i));
            if (i % LOT == LOT - 1 || i == messages.size() - 1) {
                String mark = "mark-" + marks.incrementAndGet();
                say("{\"type\":\"service\",\"commandId\":\"" + mark + "\",\"service\":\"" + Victim.SERVICE
                        + "\",\"action\":\"status\"}");
                awaitResult(mark);
            }
        }
    }

    /** Waits until the agent has said something like that, ever. */
    JsonObject awaitMessage(String what, Predicate<JsonObject> like) {
        return await(what)
                .atMost(ChildProcess.PATIENCE)
                .until(() -> heard.stream().filter(like).findFirst(), found -> found.isPresent())
                .orElseThrow();
    }

    JsonObject awaitResult(String command) {
        return awaitMessage("the result of " + command, message -> isResult(message, command));
    }

    /** Everything that the agent has said so far. */
    List<JsonObject> heard() {
        return List.copyOf(heard);
    }

    static boolean isResult(JsonObject message, String command) {
        return message.get("type").getAsString().equals("result")
                && message.get("commandId").getAsString().equals(command);
    }

    private void accept() {
        try {
            while (!door.isClosed()) {
                Socket connection = door.accept();
                threads.execute(() -> serve(connection));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            if (handshake.upgrades(connection)) {
                listen(new RawSocket(connection));
            }
        } catch (IOException e) {
            // the agent has had enough, or was never there
        }
    }

    private void listen(RawSocket socket) throws IOException {
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        while (true) {
            RawSocket.Frame frame = socket.read();
            switch (frame.opcode()) {
                case RawSocket.CLOSE -> {
                    return;
                }
                case RawSocket.PING -> socket.frame(0x80 | RawSocket.PONG, frame.payload());
                case RawSocket.PONG -> {}
                default -> {
                    parts.writeBytes(frame.payload());
                    if (frame.last()) {
                        heard(socket, parts.toString(StandardCharsets.UTF_8));
                        parts.reset();
                    }
                }
            }
        }
    }

    private void heard(RawSocket socket, String text) throws IOException {
        JsonObject message = JsonParser.parseString(text).getAsJsonObject();
        heard.add(message);
        switch (message.get("type").getAsString()) {
            case "hello" -> {
                socket.text("{\"type\":\"welcome\",\"deviceId\":" + message.get("deviceId")
                        + ",\"protocol\":1,\"server_version\":\"9.9.9\",\"timestamp\":\"2025-12-21T20:00:00Z\"}");
                connections.incrementAndGet();
                agent = socket;
            }
            case "logs" ->
                socket.text("{\"type\":\"logs_ack\",\"stream\":" + message.get("stream") + ",\"batch\":"
                        + message.get("batch") + "}");
            case "result" -> socket.text("{\"type\":\"result_ack\",\"commandId\":" + message.get("commandId") + "}");
            default -> {}
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        threads.shutdownNow();
        if (agent != null) {
            agent.close();
        }
    }
}
