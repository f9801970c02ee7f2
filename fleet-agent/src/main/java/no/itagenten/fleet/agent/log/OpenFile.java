package no.itagenten.fleet.agent.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Optional;

/** One file being read line by line, whatever its name becomes. For one thread. */
final class OpenFile implements AutoCloseable {

    private static final int BUFFER_BYTES = 16 * 1024;
    private static final int MAX_LINE_BYTES = 64 * 1024;

    private final FileChannel channel;
    private final String key;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).flip();
    private final LineBytes line = new LineBytes(MAX_LINE_BYTES);
    private long lineStart;

    private OpenFile(FileChannel channel, String key, long offset) throws IOException {
        this.channel = channel;
        this.key = key;
        seek(offset);
    }

    /** Opens the file that has this name now, if it may be read. */
    static OpenFile open(LogAccess access, Path path, long offset) throws IOException {
        LogAccess.Opened opened = access.open(path);
        try {
            return new OpenFile(opened.channel(), opened.key(), offset);
        } catch (IOException e) {
            opened.channel().close();
            throw e;
        }
    }

    /** The name that the file with this key has now: its old one, or what rotation made of it. */
    static Optional<Path> find(Path path, String key) throws IOException {
        if (Files.exists(path) && keyOf(path).equals(key)) {
            return Optional.of(path);
        }
        try (DirectoryStream<Path> siblings = Files.newDirectoryStream(
                path.getParent(),
                candidate -> String.valueOf(candidate.getFileName()).startsWith(path.getFileName() + "."))) {
            for (Path sibling : siblings) {
                if (Files.isRegularFile(sibling) && keyOf(sibling).equals(key)) {
                    return Optional.of(sibling);
                }
            }
        }
        return Optional.empty();
    }

    static String keyOf(Path path) throws IOException {
        return String.valueOf(
                Files.readAttributes(path, BasicFileAttributes.class).fileKey());
    }

    String key() {
        return key;
    }

    /** Before the line that is being read. */
    FilePosition position() {
        return new FilePosition(key, lineStart);
    }

    /** The next whole line without its end; empty when there is none yet. */
    Optional<String> nextLine() throws IOException {
        while (true) {
            while (buffer.hasRemaining()) {
                byte b = buffer.get();
                if (b == '\n') {
                    return Optional.of(take(1));
                }
                line.add(b);
            }
            buffer.clear();
            int read = channel.read(buffer);
            buffer.flip();
            if (read <= 0) {
                return Optional.empty();
            }
        }
    }

    /** What stands after the last line end, once nothing more is to be expected. */
    Optional<String> rest() {
        return line.isEmpty() ? Optional.empty() : Optional.of(take(0));
    }

    /** Whether the file became shorter than what was read of it; if so, reading begins anew. */
    boolean wasTruncated() throws IOException {
        if (channel.size() >= channel.position()) {
            return false;
        }
        seek(0);
        return true;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void seek(long offset) throws IOException {
        channel.position(offset);
        buffer.clear().flip();
        line.clear();
        lineStart = offset;
    }

    private String take(int terminatorBytes) {
        String text = line.text();
        lineStart += line.length() + terminatorBytes;
        line.clear();
        return text;
    }

    /** The bytes of one line, the first of them kept and all counted. */
    private static final class LineBytes {
        private final int max;
        private byte[] bytes = new byte[512];
        private long length;

        LineBytes(int max) {
            this.max = max;
        }

        void add(byte b) {
            if (length < max) {
                if (length == bytes.length) {
                    bytes = Arrays.copyOf(bytes, Math.min(max, bytes.length * 2));
                }
                bytes[(int) length] = b;
            }
            length++;
        }

        boolean isEmpty() {
            return length == 0;
        }

        long length() {
            return length;
        }

        /** What is no UTF-8 is replaced, a carriage return at the end left out. */
        String text() {
            int kept = (int) Math.min(length, bytes.length);
            if (kept > 0 && kept == length && bytes[kept - 1] == '\r') {
                kept--;
            }
            return new String(bytes, 0, kept, StandardCharsets.UTF_8);
        }

        void clear() {
            length = 0;
            if (bytes.length > 4096) {
                bytes = new byte[512];
            }
        }
    }
}
