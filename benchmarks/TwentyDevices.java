import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Twenty devices on a server that lets any in, and a server that is warm: {@code TwentyDevices URL TOKEN_FILE}. Says {@code ready} when
 * they are there and the list of devices was read often enough for the server's code to be compiled, and stays until it is ended.
 */
public final class TwentyDevices {

    private static final int DEVICES = 20;
    private static final int WARM_UP = 500;

    private TwentyDevices() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        String token = Files.readString(Path.of(args[1])).strip();
        HttpClient client = HttpClient.newHttpClient();
        List<WebSocket> connections = new ArrayList<>();
        for (int i = 1; i <= DEVICES; i++) {
            connections.add(connect(client, args[0].replaceFirst("http", "ws"), i));
        }
        HttpRequest list = HttpRequest.newBuilder(URI.create(args[0] + "/api/devices"))
                .header("Authorization", "Bearer " + token)
                .build();
        int there = 0;
        for (int i = 0; i < WARM_UP || there < DEVICES; i++) {
            HttpResponse<String> answer = client.send(list, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException("/api/devices answered " + answer.statusCode());
            }
            there = answer.body().split("\"ip_address\"", -1).length - 1;
        }
        System.out.println("ready");
        Thread.currentThread().join();
        connections.forEach(WebSocket::abort);
    }

    private static WebSocket connect(HttpClient client, String server, int number) {
        String id = String.format(Locale.ROOT, "r58-venue-%02d", number);
        WebSocket socket = client.newWebSocketBuilder()
                .buildAsync(URI.create(server + "/ws?deviceId=" + id), new WebSocket.Listener() {})
                .join();
        socket.sendText("""
                {"type":"hello","deviceId":"%s","protocol":1,"agent_version":"0.1.0","facts":{"hostname":"%s","model":"R58"}}"""
                .formatted(id, id), true).join();
        socket.sendText("""
                {"type":"status","deviceId":"%s","version":"v1.4.%d","ip_address":"192.168.1.%d","system":{"cpu_percent":%d.5,\
                "memory_percent":40.0,"disk_percent":55.0,"temperature_celsius":51.0,"uptime":86400},\
                "services":[{"name":"r58-recorder","state":"active"}]}"""
                .formatted(id, number, number, number), true).join();
        return socket;
    }
}
