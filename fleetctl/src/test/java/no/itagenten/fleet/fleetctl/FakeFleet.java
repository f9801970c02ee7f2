package no.itagenten.fleet.fleetctl;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** Stands in for fleetd: a real HTTP server on loopback that gives the answers it was told to give, and remembers what it was asked. */
public final class FakeFleet implements AutoCloseable {

    /** The token it takes. */
    public static final String TOKEN = "secret-token";

    /** A request it has had. */
    public record Asked(String method, String path, String body, String lastEventId) {}

    private record Reply(int status, String type, String body) {}

    private static final String END = "end";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Deque<Reply>> replies = new ConcurrentHashMap<>();
    private final Map<String, BlockingQueue<String>> streams = new ConcurrentHashMap<>();
    private final Map<String, String> headers = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    public FakeFleet() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The answer to a request; of several given one after the other the last one stays. */
    public FakeFleet on(String methodAndPath, int status, String json) {
        return on(methodAndPath, status, "application/json; charset=utf-8", json);
    }

    public FakeFleet on(String methodAndPath, int status, String type, String body) {
        replies.computeIfAbsent(methodAndPath, key -> new ArrayDeque<>()).add(new Reply(status, type, body));
        return this;
    }

    /** A header of every answer that is no stream. */
    public FakeFleet header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Makes a path an event stream. */
    public FakeFleet stream(String path) {
        streams.computeIfAbsent(path, key -> new LinkedBlockingQueue<>());
        return this;
    }

    /** Sends an event on a stream. */
    public FakeFleet event(String path, String id, String type, String json) {
        stream(path).streams.get(path).add("id: " + id + "\nevent: " + type + "\ndata: " + json + "\n\n");
        return this;
    }

    /** Breaks a stream's connection once it has sent what stands before. */
    public FakeFleet breakStream(String path) {
        stream(path).streams.get(path).add(END);
        return this;
    }

    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    public List<Asked> asked(String method, String path) {
        return asked.stream()
                .filter(one -> one.method().equals(method) && one.path().equals(path))
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String cursor = exchange.getRequestHeaders().getFirst("Last-Event-ID");
        asked.add(new Asked(exchange.getRequestMethod(), path, body, cursor == null ? "" : cursor));
        if (!path.startsWith("/api/login")
                && !("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            send(
                    exchange,
                    new Reply(401, "application/json", "{\"error\":\"log in first\",\"code\":\"unauthorized\"}"));
            return;
        }
        BlockingQueue<String> stream = streams.get(path);
        if (stream != null) {
            sendStream(exchange, stream);
            return;
        }
        Deque<Reply> waiting = replies.get(exchange.getRequestMethod() + " " + path);
        if (waiting == null) {
            send(exchange, new Reply(404, "application/json", "{\"error\":\"no such path\",\"code\":\"not_found\"}"));
            return;
        }
        synchronized (waiting) {
            send(exchange, waiting.size() > 1 ? waiting.poll() : waiting.peek());
        }
    }

    private void send(HttpExchange exchange, Reply reply) throws IOException {
        headers.forEach(exchange.getResponseHeaders()::set);
        byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", reply.type());
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static void sendStream(HttpExchange exchange, BlockingQueue<String> stream) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        try {
            out.write("event: ready\ndata: {}\n\n".getBytes(StandardCharsets.UTF_8));
            out.flush();
            for (String event = stream.take(); !event.equals(END); event = stream.take()) {
                out.write(event.getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }
}
