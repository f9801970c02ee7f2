import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import no.itagenten.fleet.protocol.DeviceAuthentication;
import no.itagenten.fleet.protocol.DeviceAuthentication.Challenge;
import no.itagenten.fleet.protocol.DeviceId;

/**
 * Eight devices in three venues, for the pictures: they enrol, connect, report and answer commands as an agent does, with figures of
 * their own. {@code Devices URL TOKEN_FILE}; prints {@code ready}, and goes on until it is ended.
 */
public class Devices {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ScheduledExecutorService TIMER = Executors.newScheduledThreadPool(2);

    record Shown(String id, String name, String venue, String tags, double cpu, double memory, double disk, double celsius) {}

    private static final List<Shown> ALL = List.of(
            new Shown("r58-3f9a2c1b", "Nave", "Domkirken", "\"camera\",\"live\"", 34, 51, 47, 52),
            new Shown("r58-77d0e4a2", "Choir", "Domkirken", "\"camera\"", 71, 58, 47, 63),
            new Shown("r58-b1903c5e", "Organ loft", "Domkirken", "\"camera\"", 22, 44, 39, 48),
            new Shown("r58-0c8d1f6a", "Studio A", "Sentrum studio", "\"encoder\",\"live\"", 64, 72, 81, 66),
            new Shown("r58-9e2b7d40", "Studio B", "Sentrum studio", "\"encoder\"", 12, 38, 22, 44),
            new Shown("r58-5a6c0b3d", "Control room", "Sentrum studio", "\"player\"", 18, 63, 55, 46),
            new Shown("r58-d4e8f012", "Main hall", "Kulturhuset", "\"camera\",\"live\"", 41, 49, 35, 55),
            new Shown("r58-e71a93c8", "Foyer", "Kulturhuset", "\"signage\"", 9, 33, 68, 41));

    public static void main(String[] args) throws Exception {
        String url = args[0];
        String admin = Files.readString(Path.of(args[1])).strip();
        JsonObject token = send(url, "POST", "/api/enrollment-tokens", admin, "{\"uses\":8}");
        for (Shown device : ALL) {
            new Devices(url, device).join(token.get("token").getAsString());
            send(
                    url,
                    "PATCH",
                    "/api/devices/" + device.id(),
                    admin,
                    "{\"name\":\"" + device.name() + "\",\"venue\":\"" + device.venue() + "\",\"tags\":[" + device.tags()
                            + "]}");
        }
        System.out.println("ready");
        new CountDownLatch(1).await();
    }

    private final String url;
    private final Shown shown;
    private WebSocket socket;

    private Devices(String url, Shown shown) {
        this.url = url;
        this.shown = shown;
    }

    private void join(String token) throws Exception {
        KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        DeviceId id = new DeviceId(shown.id());
        String key = Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
        String proof = sign(keys, DeviceAuthentication.enrollPayload(id, token));
        send(
                url,
                "POST",
                "/api/enroll",
                "",
                "{\"token\":\"" + token + "\",\"device_id\":\"" + id + "\",\"public_key\":\"" + key + "\",\"signature\":\""
                        + proof + "\"}");
        HttpResponse<String> asked = HTTP.send(
                HttpRequest.newBuilder(URI.create(url + "/ws?deviceId=" + id)).build(), BodyHandlers.ofString());
        Challenge challenge = Challenge.parse(asked.headers().firstValue("WWW-Authenticate").orElseThrow())
                .orElseThrow();
        String signature =
                sign(keys, DeviceAuthentication.connectPayload(challenge.server(), id, challenge.challenge()));
        socket = HTTP.newWebSocketBuilder()
                .header(
                        "Authorization",
                        new DeviceAuthentication.Answer(challenge.challenge(), signature).toHeader())
                .buildAsync(URI.create(url.replaceFirst("http", "ws") + "/ws?deviceId=" + id), new Commands())
                .join();
        tell("hello", ",\"protocol\":1,\"agent_version\":\"0.1.0\",\"facts\":{\"hostname\":\"" + shown.id()
                + "\",\"model\":\"Mekotronics R58\",\"os\":\"Debian GNU/Linux 12 (bookworm)\",\"kernel\":\"6.1.0-28-arm64\","
                + "\"arch\":\"aarch64\"}");
        report();
        if (shown.name().equals("Foyer")) { // the one that is away
            TIMER.schedule(socket::abort, 1, TimeUnit.SECONDS);
        } else {
            TIMER.scheduleAtFixedRate(this::report, 2, 2, TimeUnit.SECONDS);
        }
    }

    private void report() {
        tell("status", String.format(
                Locale.ROOT,
                ",\"version\":\"8c41f0e2b7d9\",\"ip_address\":\"192.168.%d.%d\",\"system\":{\"cpu_percent\":%.1f,"
                        + "\"memory_percent\":%.1f,\"disk_percent\":%.1f,\"temperature_celsius\":%.1f,\"load_1m\":0.8,"
                        + "\"uptime\":%d},\"services\":[{\"name\":\"player.service\",\"state\":\"active\"}]",
                Math.abs(shown.venue().hashCode() % 9) + 1,
                Math.abs(shown.id().hashCode() % 200) + 20,
                shown.cpu() + Math.random() * 3,
                shown.memory(),
                shown.disk(),
                shown.celsius(),
                86_400L * (3 + shown.id().charAt(4) % 9) + 4_000));
    }

    private synchronized void tell(String type, String more) {
        socket.sendText("{\"type\":\"" + type + "\",\"deviceId\":\"" + shown.id() + "\"" + more + "}", true).join();
    }

    private static String sign(KeyPair keys, byte[] payload) throws Exception {
        Signature signer = Signature.getInstance("Ed25519");
        signer.initSign(keys.getPrivate());
        signer.update(payload);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signer.sign());
    }

    private static JsonObject send(String url, String method, String path, String token, String json) throws Exception {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(url + path))
                        .method(method, BodyPublishers.ofString(json))
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + token)
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(method + " " + path + ": " + answer.body());
        }
        return JsonParser.parseString(answer.body()).getAsJsonObject();
    }

    /** A restart goes well; an update to a tag is taken back, and one to a branch stays under way. */
    private final class Commands implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                JsonObject message = JsonParser.parseString(text.toString()).getAsJsonObject();
                text.setLength(0);
                switch (message.get("type").getAsString()) {
                    case "restart" -> {
                        step(message, 1, "running", "restart", "restarting player.service");
                        end(message, 3, "succeeded", "Restarted player.service.", "");
                    }
                    case "update" -> update(message);
                    default -> {}
                }
            }
            from.request(1);
            return null;
        }

        private void update(JsonObject message) {
            step(message, 1, "running", "fetch", "fetching from the remote");
            step(message, 2, "running", "switch", "8c41f0e2b7d9 → 5d20a9be13f4");
            step(message, 3, "running", "restart", "restarting player.service");
            step(message, 4, "running", "health", "waiting for http://127.0.0.1:8080/health");
            if (message.has("tag")) {
                end(
                        message,
                        6,
                        "rolled_back",
                        "health: connection refused; 8c41f0e2b7d9 runs again",
                        ",\"details\":{\"from_commit\":\"8c41f0e2b7d9\",\"to_commit\":\"5d20a9be13f4\"}");
            }
        }

        private void step(JsonObject command, int atSecond, String state, String phase, String message) {
            later(command, atSecond, "progress", state, ",\"phase\":\"" + phase + "\",\"message\":\"" + message + "\"");
        }

        private void end(JsonObject command, int atSecond, String state, String message, String more) {
            later(command, atSecond, "result", state, ",\"message\":\"" + message + "\"" + more);
        }

        private void later(JsonObject command, int atSecond, String type, String state, String more) {
            String id = command.get("commandId").getAsString();
            TIMER.schedule(
                    () -> tell(
                            type,
                            ",\"commandId\":\"" + id + "\",\"state\":\"" + state + "\",\"timestamp\":\"" + Instant.now()
                                    + "\"" + more),
                    atSecond * 500L,
                    TimeUnit.MILLISECONDS);
        }
    }
}
