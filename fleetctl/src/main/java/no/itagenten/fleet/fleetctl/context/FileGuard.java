package no.itagenten.fleet.fleetctl.context;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import no.itagenten.fleet.fleetctl.problem.Problem;

/**
 * Lets one of many do something at a time: of the threads in this process, and of the fleetctl that run on this machine. Whoever dies
 * leaves nothing locked. Safe for any thread; the same thread may enter again.
 */
final class FileGuard {

    /** More than a server that does not answer keeps the one before us. */
    private static final Duration PATIENCE = Duration.ofSeconds(100);

    private static final long PAUSE_MILLIS = 20;

    /** A file's lock is the process's, so that threads of this one must not ask for it at once. */
    private static final ReentrantLock THREADS = new ReentrantLock();

    private final Path file;
    private final FileAttribute<?> ownerOnly;

    FileGuard(Path file, FileAttribute<?> ownerOnly) {
        this.file = file;
        this.ownerOnly = ownerOnly;
    }

    <T> T exclusively(Supplier<T> task) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        boolean again = THREADS.isHeldByCurrentThread();
        try {
            if (!THREADS.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw taken();
            }
            try {
                return again ? task.get() : withFile(task, deadline);
            } finally {
                THREADS.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem(Problem.Kind.INTERRUPTED, "interrupted", "", e);
        }
    }

    @SuppressWarnings("try") // the lock is there to be let go
    private <T> T withFile(Supplier<T> task, long deadline) throws IOException, InterruptedException {
        try (FileChannel channel =
                        FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), ownerOnly);
                FileLock ignored = lock(channel, deadline)) {
            return task.get();
        }
    }

    private FileLock lock(FileChannel channel, long deadline) throws IOException, InterruptedException {
        for (FileLock lock = channel.tryLock(); ; lock = channel.tryLock()) {
            if (lock != null) {
                return lock;
            }
            if (System.nanoTime() - deadline > 0) {
                throw taken();
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    private Problem taken() {
        return new Problem(
                Problem.Kind.FAILED,
                "another fleetctl has held " + file + " for " + PATIENCE.toSeconds() + " s",
                "See which one: fuser " + file);
    }
}
