package no.itagenten.fleet.fleetd.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A device that writes its frames byte by byte (RFC 6455), so that it can do what no decent client does. */
public final class RawDevice implements AutoCloseable {

    public static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;

    /** One frame from the server. */
    public record Frame(int opcode, ByteBuffer payload) {
        /** Of a close frame. */
        public int closeCode() {
            return payload.getShort(0) & 0xffff;
        }

        public String text() {
            return StandardCharsets.UTF_8.decode(payload.duplicate()).toString();
        }
    }

    private final String id;
    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    private RawDevice(String id, Socket socket) throws IOException {
        this.id = id;
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        this.out = socket.getOutputStream();
    }

    /** Connects; every read waits at most ten seconds. */
    public static RawDevice connect(RunningFleetd fleetd, String id, String... headers) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), fleetd.port());
        socket.setSoTimeout(10_000);
        socket.setTcpNoDelay(true);
        RawDevice device = new RawDevice(id, socket);
        StringBuilder request = new StringBuilder("GET /ws?deviceId=" + id + " HTTP/1.1\r\nHost: 127.0.0.1:"
                + fleetd.port() + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
        for (int i = 0; i < headers.length; i += 2) {
            request.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
        }
        device.out.write(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        String answer = device.readHead();
        if (!answer.startsWith("HTTP/1.1 101")) {
            throw new IOException("refused: " + answer);
        }
        return device;
    }

    private String readHead() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            head.write(in.readUnsignedByte());
        }
        return head.toString(StandardCharsets.US_ASCII);
    }

    public String message(String type, String more) {
        return "{\"type\":\"" + type + "\",\"deviceId\":\"" + id + "\"" + more + "}";
    }

    public void text(String text) throws IOException {
        frame(TEXT, true, text.getBytes(StandardCharsets.UTF_8));
    }

    public void frame(int opcode, boolean last, byte[] payload) throws IOException {
        out.write(encode(opcode, last, payload));
    }

    /** Bytes as they are: for many frames in one write. */
    public void write(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    /** Masked with zeros, which leaves the payload readable. */
    public static byte[] encode(int opcode, boolean last, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
        frame.put((byte) ((last ? 0x80 : 0) | opcode));
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length < 65_536) {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        frame.putInt(0).put(payload);
        byte[] bytes = new byte[frame.position()];
        frame.flip().get(bytes);
        return bytes;
    }

    public Frame read() throws IOException {
        int opcode = in.readUnsignedByte() & 15;
        int length = in.readUnsignedByte() & 127;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = Math.toIntExact(in.readLong());
        }
        byte[] payload = new byte[length];
        in.readFully(payload);
        return new Frame(opcode, ByteBuffer.wrap(payload).asReadOnlyBuffer());
    }

    /** Reads on until a frame of that kind has come. */
    public Frame read(int opcode) throws IOException {
        Frame frame = read();
        while (frame.opcode() != opcode) {
            frame = read();
        }
        return frame;
    }

    /** Reads on until the server has ended the connection, with or without a close frame. */
    public void readToEnd() throws IOException {
        try {
            while (true) {
                read();
            }
        } catch (EOFException | SocketException e) {
            // that is the end
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
