package no.itagenten.fleet.fleetd.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends a request byte by byte, to say what a decent HTTP client does not. */
public final class RawHttp implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\nContent-Length: (\\d+)\r\n");

    private final Socket socket;

    public RawHttp(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(10_000);
    }

    public RawHttp send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /** Whether some of an answer has come that was not read yet. */
    public boolean isAnswered() throws IOException {
        return socket.getInputStream().available() > 0;
    }

    /** Whether the server has ended the connection; what it answered before is thrown away. */
    public boolean isEnded() {
        try {
            while (socket.getInputStream().available() > 0) {
                if (socket.getInputStream().read(new byte[8192]) < 0) {
                    return true;
                }
            }
            socket.setSoTimeout(1);
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** The status line and the headers of the answer, and what else was there when those were complete. */
    public String answer() throws IOException {
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        byte[] part = new byte[8192];
        int length;
        while (!answer.toString(StandardCharsets.ISO_8859_1).contains("\r\n\r\n") && (length = in.read(part)) >= 0) {
            answer.write(part, 0, length);
        }
        return answer.toString(StandardCharsets.ISO_8859_1);
    }

    /** The answer with its body, which ends where its length says, or with the connection. */
    public String wholeAnswer() throws IOException {
        String answer = answer();
        Matcher length = LENGTH.matcher(answer);
        int whole =
                length.find() ? answer.indexOf("\r\n\r\n") + 4 + Integer.parseInt(length.group(1)) : answer.length();
        StringBuilder text = new StringBuilder(answer);
        byte[] part = new byte[8192];
        int read;
        while (text.length() < whole && (read = socket.getInputStream().read(part)) >= 0) {
            text.append(new String(part, 0, read, StandardCharsets.ISO_8859_1));
        }
        return text.toString();
    }

    /** All that comes until the server ends the connection, politely or not. */
    public String toTheEnd() throws IOException {
        StringBuilder text = new StringBuilder();
        byte[] part = new byte[8192];
        int length;
        try {
            while ((length = socket.getInputStream().read(part)) >= 0) {
                text.append(new String(part, 0, length, StandardCharsets.ISO_8859_1));
            }
        } catch (SocketException e) {
            // cut off, with something that was sent still unread
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
