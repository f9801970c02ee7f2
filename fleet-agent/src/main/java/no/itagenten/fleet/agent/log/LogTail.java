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

    /**
     * At most so many bytes, from the beginning of a line where there is more; bytes that are no UTF-8 are replaced.
     *
     * @param closed files and folders that nothing is read from, whatever leads there
     * @throws IOException if it is no regular file or is not to be read; the message says which
     */
    public static String read(Path path, List<Path> closed, int bytes) throws IOException {
        try (FileChannel file = new LogAccess(closed).open(path).channel()) {
            long from = Math.max(0, file.size() - bytes);
            ByteBuffer end = ByteBuffer.allocate((int) (file.size() - from));
            while (end.hasRemaining() && file.read(end, from + end.position()) >= 0) {
                // it may become shorter meanwhile
            }
            String text = new String(end.array(), 0, end.position(), StandardCharsets.UTF_8);
            return from == 0 ? text : text.substring(text.indexOf('\n') + 1);
        }
    }
}
