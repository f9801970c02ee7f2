import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * What the demo needs and a shell cannot do without programs that may not be installed (curl, jq).
 *
 * <ul>
 *   <li>{@code free-port}: prints a port of this machine that nobody uses
 *   <li>{@code get URL}: prints what an HTTP server answers; fails unless it is 200
 *   <li>{@code json [PATH]}: fails unless standard input is one strictly valid JSON document; prints the value at PATH, such as
 *       {@code 0.result.state}, and nothing for null
 * </ul>
 */
public final class DemoTool {
    private static final int TIMEOUT_MILLIS = 3000;

    private DemoTool() {}

    public static void main(String[] args) {
        try {
            System.out.print(run(args));
        } catch (IOException | IllegalStateException | JsonParseException | IndexOutOfBoundsException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static String run(String[] args) throws IOException {
        return switch (args[0]) {
            case "free-port" -> freePort() + "\n";
            case "get" -> get(URI.create(args[1]));
            case "json" -> valueAt(args.length > 1 ? args[1] : "");
            default -> throw new IllegalStateException("unknown: " + args[0]);
        };
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String get(URI uri) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
            throw new IOException(uri + " answered " + connection.getResponseCode());
        }
        return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String valueAt(String path) throws IOException {
        JsonReader reader = new JsonReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        reader.setStrictness(Strictness.STRICT);
        JsonElement value = JsonParser.parseReader(reader);
        if (reader.peek() != JsonToken.END_DOCUMENT) {
            throw new IOException("there is more after the JSON document");
        }
        if (path.isEmpty()) {
            return "";
        }
        for (String name : path.split("\\.")) {
            value = value.isJsonArray()
                    ? value.getAsJsonArray().get(Integer.parseInt(name))
                    : value.getAsJsonObject().get(name);
            if (value == null) {
                throw new IOException("there is no " + path + " in it");
            }
        }
        return value.isJsonNull() ? "" : value.getAsString() + "\n";
    }
}
