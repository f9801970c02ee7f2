package no.itagenten.fleet.it.hostile;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The server's end of a WebSocket (RFC 6455, 5.2), without any of the care that a library takes: it sends whatever it is told to.
 * Sending is safe for several threads, reading for one.
 */
final class RawSocket {

    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final int FINAL = 0x80;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    /** A frame of the agent's, unmasked. */
    static final class Frame {

        private final int opcode;
        private final boolean last;
        private final byte[] payload;

        private Frame(int opcode, boolean last, byte[] payload) {
            this.opcode = opcode;
            this.last = last;
            this.payload = payload;
        }

        int opcode() {
            return opcode;
        }

        /** Whether its message ends with it. */
        boolean last() {
            return last;
        }

        byte[] payload() {
            return payload;
        }
    }

    RawSocket(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    void text(String message) throws IOException {
        frame(FINAL | TEXT, message.getBytes(StandardCharsets.UTF_8));
    }

    /** @param head the first byte: FIN, the reserved bits and the opcode */
    void frame(int head, byte[] payload) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(head);
        if (payload.length < 126) {
            frame.write(payload.length);
        } else if (payload.length < 65_536) {
            frame.write(126);
            frame.writeBytes(
                    ByteBuffer.allocate(2).putShort((short) payload.length).array());
        } else {
            frame.write(127);
            frame.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
        }
        frame.writeBytes(payload);
        bytes(frame.toByteArray());
    }

    /** These, be they a frame or not. */
    synchronized void bytes(byte[] raw) throws IOException {
        out.write(raw);
        out.flush();
    }

    /** @throws IOException if there are no more */
    Frame read() throws IOException {
        int head = in.readUnsignedByte();
        long length = in.readUnsignedByte() & 0x7f; // a client's frames are masked
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        if (length > 1 << 20) {
            throw new EOFException("the agent sends a frame of " + length + " bytes");
        }
        byte[] mask = in.readNBytes(4);
        byte[] payload = in.readNBytes((int) length);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i % 4];
        }
        return new Frame(head & 0x0f, (head & FINAL) != 0, payload);
    }

    void close() throws IOException {
        socket.close();
    }
}
