package no.itagenten.fleet.agent.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Sees to it that one agent at a time uses a state folder. The kernel takes the lock back when the agent is no more. */
public final class StateLock implements AutoCloseable {

    private final FileChannel channel;

    private StateLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws IOException if another agent has it; the message says so */
    public static StateLock acquire(Path stateDir) throws IOException {
        FileChannel channel =
                FileChannel.open(stateDir.resolve("agent.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean mine = false;
        try {
            FileLock lock = channel.tryLock();
            mine = lock != null;
        } catch (OverlappingFileLockException e) {
            mine = false; // held by this very process
        } finally {
            if (!mine) {
                channel.close();
            }
        }
        if (!mine) {
            throw new IOException("another fleet-agent is running with the state in " + stateDir
                    + "; stop it, or give this one a STATE_DIR of its own");
        }
        return new StateLock(channel);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The lock goes with the process in any case.
            return;
        }
    }
}
