import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Takes a picture of the dashboard, logged in, by the Chrome DevTools Protocol. {@code Screenshot PORT_FILE URL TOKEN_FILE PICTURE}; the
 * first is Chromium's {@code DevToolsActivePort}.
 */
public class Screenshot {

    private static final int WIDTH = 1440;
    private static final int HEIGHT = 1000;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Map<Integer, CompletableFuture<JsonObject>> asked = new ConcurrentHashMap<>();
    private WebSocket socket;
    private int last;

    public static void main(String[] args) throws Exception {
        String port = Files.readAllLines(Path.of(args[0])).get(0);
        String url = args[1];
        String cookie = HTTP.send(
                        HttpRequest.newBuilder(URI.create(url + "/api/login"))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{\"token\":\""
                                        + Files.readString(Path.of(args[2])).strip() + "\"}"))
                                .build(),
                        BodyHandlers.discarding())
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow()
                .replaceFirst(";.*", "")
                .replaceFirst(".*?=", "");
        String pages = HTTP.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list")).build(),
                        BodyHandlers.ofString())
                .body();
        String page = JsonParser.parseString(pages).getAsJsonArray().asList().stream()
                .map(target -> target.getAsJsonObject())
                .filter(target -> target.get("type").getAsString().equals("page"))
                .findFirst()
                .orElseThrow()
                .get("webSocketDebuggerUrl")
                .getAsString();
        byte[] picture = new Screenshot().take(URI.create(page), url, cookie);
        Files.write(Path.of(args[3]), picture);
        System.exit(0);
    }

    private byte[] take(URI page, String url, String cookie) throws Exception {
        socket = HTTP.newWebSocketBuilder().buildAsync(page, new Answers()).join();
        ask("Emulation.setDeviceMetricsOverride", "\"width\":" + WIDTH + ",\"height\":" + HEIGHT
                + ",\"deviceScaleFactor\":1,\"mobile\":false");
        ask("Network.setCookie", "\"name\":\"r58_session\",\"value\":\"" + cookie + "\",\"url\":\"" + url + "\"");
        ask("Page.navigate", "\"url\":\"" + url + "/\"");
        // until the cards are there, and the command under way and the device that left are shown
        TimeUnit.SECONDS.sleep(6);
        JsonObject shot = ask("Page.captureScreenshot", "\"format\":\"png\",\"optimizeForSpeed\":false");
        return Base64.getDecoder().decode(shot.get("data").getAsString());
    }

    private JsonObject ask(String method, String parameters) throws Exception {
        last++;
        CompletableFuture<JsonObject> answer = new CompletableFuture<>();
        asked.put(last, answer);
        socket.sendText("{\"id\":" + last + ",\"method\":\"" + method + "\",\"params\":{" + parameters + "}}", true).join();
        return answer.get(20, TimeUnit.SECONDS);
    }

    private final class Answers implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean complete) {
            text.append(data);
            if (complete) {
                JsonObject message = JsonParser.parseString(text.toString()).getAsJsonObject();
                text.setLength(0);
                if (message.has("id")) {
                    asked.remove(message.get("id").getAsInt()).complete(message.getAsJsonObject("result"));
                }
            }
            from.request(1);
            return null;
        }
    }
}
