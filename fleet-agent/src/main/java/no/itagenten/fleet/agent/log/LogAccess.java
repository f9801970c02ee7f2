package no.itagenten.fleet.agent.log;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/**
 * Opens log files, which an application writes that is not trusted with what the agent may read: it could put a link to the
 * agent's key, or a pipe, where its log was. Links are followed, for many a log is one; what counts is the file they end at.
 * Immutable.
 */
final class LogAccess {

    /** Constants of Linux, the same on amd64 and arm64. */
    private static final int O_PATH = 0x200000;

    private static final int O_CLOEXEC = 0x80000;

    /** What stands there is nobody's log, and much of it is about the agent itself. */
    private static final Path PROCESSES = Path.of("/proc");

    private final List<Path> closed;

    /** The two functions needed of the C library: Java cannot look at a file by a handle before it opens it. */
    private interface LibC extends Library {
        LibC INSTANCE = Native.load("c", LibC.class);

        int open(String path, int flags) throws LastErrorException;

        int close(int handle);
    }

    /** A file that is open for reading, and what tells it from others whatever its name becomes. */
    record Opened(FileChannel channel, String key) {}

    /** @param closed files and folders that nothing is read from, whatever leads there */
    LogAccess(List<Path> closed) {
        this.closed = List.copyOf(closed);
    }

    /**
     * Opens the file that has this name now. The handle stands for that one file: what is looked at is what is opened, whoever
     * changes names and links meanwhile, and a pipe is never waited for.
     *
     * @throws IOException if it is no regular file or is not to be read; the message says which
     */
    Opened open(Path path) throws IOException {
        int handle;
        try {
            handle = LibC.INSTANCE.open(path.toString(), O_PATH | O_CLOEXEC);
        } catch (LastErrorException e) {
            throw new IOException(path + ": " + e.getMessage(), e);
        }
        try {
            Path opened = Path.of("/proc/self/fd/" + handle);
            BasicFileAttributes attributes = Files.readAttributes(opened, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                throw new IOException(path + " is no regular file");
            }
            requireOpenTo(path, Files.readSymbolicLink(opened));
            return new Opened(FileChannel.open(opened, StandardOpenOption.READ), String.valueOf(attributes.fileKey()));
        } finally {
            LibC.INSTANCE.close(handle);
        }
    }

    private void requireOpenTo(Path path, Path real) throws IOException {
        if (real.startsWith(PROCESSES)) {
            throw new IOException(path + " leads to " + real + ", which is no log");
        }
        for (Path folder : closed) {
            if (real.startsWith(Files.exists(folder) ? folder.toRealPath() : folder)) {
                throw new IOException(path + " leads to " + real + ", which belongs to the agent and is no log");
            }
        }
    }
}
