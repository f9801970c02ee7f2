package no.itagenten.fleet.fleetd.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer. Writes from all threads wait in a bounded queue; a single thread takes as many as there are, runs them in one
 * transaction and commits once, so that a hundred small writes cost one flush of the disk. Each write's future completes after
 * that commit, in the order of the writes, on the writer's thread: what follows there must not block. A write that fails is undone
 * alone and the others of its group stand, unless the disk is at fault: then the whole group fails. What a {@link Companion} adds
 * stands or falls with the write that it goes with.
 */
public final class WriteQueue implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(WriteQueue.class);
    private static final int CAPACITY = 8192;
    private static final int GROUP = 1024;

    /** Work inside the transaction. */
    @FunctionalInterface
    public interface Write<T> {
        T apply(Handle handle);
    }

    /** Goes with the writes that a thread submits, if there is one for it at that moment. */
    interface Companion {

        /** Runs a write, and adds to it; in the same transaction, undone with it. */
        <T> T accompany(Handle handle, Write<T> write);

        /** Called once for each write it went with, before whatever follows the write. */
        void ended(boolean committed);
    }

    private final BlockingQueue<Entry<?>> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final Thread thread;
    private final Jdbi jdbi;
    private final Supplier<Optional<Companion>> companions;
    private volatile boolean closing;

    /** @param jdbi opens connections that may write; one is used */
    public WriteQueue(Jdbi jdbi) {
        this(jdbi, Optional::empty);
    }

    /** @param companions asked by the thread that submits a write */
    WriteQueue(Jdbi jdbi, Supplier<Optional<Companion>> companions) {
        this.jdbi = jdbi;
        this.companions = companions;
        this.thread = new Thread(this::run, "store-writer");
        thread.start();
    }

    /**
     * Never blocks. The future fails with {@link StoreBusyException} if the queue is full or closed. What the caller hangs on it may
     * run on the caller's thread, after what followed a later write: see {@link #submit(Write, Function)}.
     */
    public <T> CompletableFuture<T> submit(Write<T> write) {
        return submit(write, Function.identity());
    }

    /**
     * As {@link #submit(Write)}.
     *
     * @param afterCommit runs on the writer's thread, in the order of the writes; must not block
     */
    public <T, R> CompletableFuture<R> submit(Write<T> write, Function<T, R> afterCommit) {
        Optional<Companion> companion = companions.get();
        Entry<T> entry =
                new Entry<>(companion.map(added -> accompanied(added, write)).orElse(write));
        // before the writer can see the entry
        CompletableFuture<R> followed = companion
                .map(added -> entry.future.whenComplete((result, failure) -> added.ended(failure == null)))
                .orElse(entry.future)
                .thenApply(afterCommit);
        if (closing) {
            entry.future.completeExceptionally(new StoreBusyException("the server is stopping"));
        } else if (!queue.offer(entry)) {
            entry.future.completeExceptionally(new StoreBusyException(
                    "the server has more to write than its disk takes; try again in a few seconds"));
        } else if (closing && !thread.isAlive()) { // it came between the writer's last look and its end
            refuseLeft();
        }
        return followed;
    }

    private static <T> Write<T> accompanied(Companion companion, Write<T> write) {
        return handle -> companion.accompany(handle, write);
    }

    /** Commits what is queued, then stops. Waits at most five seconds. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        refuseLeft();
    }

    private void refuseLeft() {
        Entry<?> left;
        while ((left = queue.poll()) != null) {
            left.future.completeExceptionally(new StoreBusyException("the server has stopped"));
        }
    }

    private void run() {
        List<Entry<?>> group = new ArrayList<>(GROUP);
        try {
            work(group);
        } catch (InterruptedException e) {
            log.warn("The writer was interrupted");
        } catch (Throwable e) {
            log.error("The writer died; nothing more is stored until fleetd is started again", e);
        } finally {
            closing = true; // whoever comes now is refused, and /health says so
            group.forEach(entry ->
                    entry.future.completeExceptionally(new StoreBusyException("the server can store nothing more")));
            refuseLeft();
        }
    }

    private void work(List<Entry<?>> group) throws InterruptedException {
        try (Handle handle = jdbi.open()) {
            while (true) {
                Entry<?> first = queue.poll(50, TimeUnit.MILLISECONDS);
                if (first == null) {
                    if (closing) {
                        return;
                    }
                    continue;
                }
                group.add(first);
                queue.drainTo(group, GROUP - 1);
                commit(handle, group);
                group.clear();
            }
        }
    }

    private static void commit(Handle handle, List<Entry<?>> group) {
        try {
            handle.begin();
            group.forEach(entry -> entry.run(handle));
            handle.commit();
        } catch (RuntimeException | Error e) {
            StoreException failure = cannotCommit(e);
            log.error("{} writes failed: {}", group.size(), failure.getMessage());
            rollBack(handle);
            group.forEach(entry -> entry.future.completeExceptionally(failure));
            return;
        }
        group.forEach(Entry::complete);
    }

    private static StoreException cannotCommit(Throwable e) {
        return new StoreException("the database cannot commit: " + Sqlite.reason(e), e);
    }

    private static void rollBack(Handle handle) {
        try {
            handle.rollback();
        } catch (RuntimeException e) {
            log.warn("Nothing to roll back: {}", e.getMessage());
        }
    }

    private static final class Entry<T> {

        private final CompletableFuture<T> future = new CompletableFuture<>();
        private final Write<T> write;
        private T result;
        private Throwable failure;

        Entry(Write<T> write) {
            this.write = write;
        }

        void run(Handle handle) {
            handle.savepoint("entry");
            try {
                result = write.apply(handle);
                handle.releaseSavepoint("entry");
            } catch (RuntimeException e) {
                failure = Sqlite.isOfTheDisk(e) ? cannotCommit(e) : e;
                undo(handle, e);
            } catch (Error e) { // the writer must outlive whatever a write does
                failure = e;
                undo(handle, new StoreException("a write broke off", e));
            }
        }

        /** @throws RuntimeException the cause of the failure, if the database has undone the whole transaction because of it */
        private static void undo(Handle handle, RuntimeException cause) {
            try {
                handle.rollbackToSavepoint("entry");
            } catch (RuntimeException e) {
                cause.addSuppressed(e);
                throw cause;
            }
        }

        void complete() {
            try {
                if (failure != null) {
                    future.completeExceptionally(failure);
                } else {
                    future.complete(result);
                }
            } catch (RuntimeException | Error e) {
                log.error("What followed a write failed", e);
            }
        }
    }
}
