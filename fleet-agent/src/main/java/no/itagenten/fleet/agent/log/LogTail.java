package no.itagenten.fleet.agent.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The end of a log file, opened with the same care as one that is followed. */
public final class LogTail {

    private LogTail() {}

    /** @param cut whether there is more before it; the first line may be a part of one then */
    public record Tail(String text, boolean cut) {}

    /**
     * At most so many bytes of its end; bytes that are no UTF-8 are replaced. The file may change meanwhile as it likes.
     *
     * @param closed files and folders that nothing is read from, whatever leads there
     * @throws IOException if it is no regular file or is not to be read; the message says which
     */
    public static Tail read(Path path, List<Path> closed, int bytes) throws IOException {
        try (FileChannel file = new LogAccess(closed).open(path).channel()) {
            long size = file.size();
            long from = Math.max(0, size - bytes);
            ByteBuffer end = ByteBuffer.allocate((int) Math.min(bytes, size));
            while (end.hasRemaining() && file.read(end, from + end.position()) >= 0) {
                // it may become shorter meanwhile
            }
            return new Tail(new String(end.array(), 0, end.position(), StandardCharsets.UTF_8), from > 0);
        }
    }
}
