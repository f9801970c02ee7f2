package no.itagenten.fleet.it.hostile;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.itagenten.fleet.protocol.DeviceAuthentication.Challenge;

/** Enrols whoever asks, asks whoever connects for a proof, and takes any. Stateless. */
final class Handshake {

    /** RFC 6455, 1.3. */
    private static final String WEBSOCKET = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private static final int LONGEST = 64 * 1024;

    private final Challenge challenge;

    Handshake(Challenge challenge) {
        this.challenge = challenge;
    }

    /** Answers one request. Whether it was the upgrade, and the connection is a WebSocket now. */
    boolean upgrades(Socket connection) throws IOException {
        String head = head(connection.getInputStream());
        if (head.startsWith("POST /api/enroll ")) {
            byte[] body = connection
                    .getInputStream()
                    .readNBytes(Integer.parseInt(header(head, "content-length").strip()));
            JsonObject request = JsonParser.parseString(new String(body, StandardCharsets.UTF_8))
                    .getAsJsonObject();
            answer(
                    connection,
                    "201 Created",
                    "Content-Type: application/json",
                    "{\"device_id\":" + request.get("device_id") + ",\"server_id\":\"" + challenge.server() + "\"}");
            return false;
        }
        if (header(head, "authorization").isEmpty()) {
            answer(connection, "401 Unauthorized", "WWW-Authenticate: " + challenge.toHeader(), "");
            return false;
        }
        String accept = Base64.getEncoder()
                .encodeToString(sha1(header(head, "sec-websocket-key").strip() + WEBSOCKET));
        write(
                connection,
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                        + accept + "\r\n\r\n");
        return true;
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            int octet = in.read();
            if (octet < 0 || head.size() > LONGEST) {
                throw new IOException("no request");
            }
            head.write(octet);
        }
        return head.toString(StandardCharsets.US_ASCII);
    }

    private static String header(String head, String name) {
        Matcher matcher = Pattern.compile("\r\n" + name + ":([^\r]*)").matcher(head.toLowerCase(Locale.ROOT));
        return matcher.find() ? head.substring(matcher.start(1), matcher.end(1)) : "";
    }

    private static void answer(Socket connection, String status, String header, String body) throws IOException {
        write(
                connection,
                "HTTP/1.1 " + status + "\r\n" + header + "\r\nConnection: close\r\nContent-Length: " + body.length()
                        + "\r\n\r\n" + body);
    }

    private static void write(Socket connection, String text) throws IOException {
        connection.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        connection.getOutputStream().flush();
    }

    private static byte[] sha1(String text) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
