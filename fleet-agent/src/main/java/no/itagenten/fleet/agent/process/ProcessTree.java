package no.itagenten.fleet.agent.process;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Ends a process together with everything it started. */
public final class ProcessTree {

    private ProcessTree() {}

    /** Kills the process and its descendants at once (SIGKILL). */
    public static void kill(ProcessHandle root) {
        List<ProcessHandle> all = tree(root);
        all.forEach(ProcessHandle::destroyForcibly);
    }

    /**
     * Asks the process to end (SIGTERM), waits, and kills whatever of its tree is left.
     *
     * @return whether the process ended by itself in time
     */
    public static boolean stop(ProcessHandle root, Duration grace) throws InterruptedException {
        List<ProcessHandle> all = tree(root);
        root.destroy();
        boolean ended = awaitEnd(root, grace);
        tree(root).forEach(ProcessHandle::destroyForcibly);
        all.forEach(ProcessHandle::destroyForcibly);
        return ended;
    }

    /** Waits until the process is gone; false if it is still there after that time. */
    public static boolean awaitEnd(ProcessHandle process, Duration atMost) throws InterruptedException {
        try {
            process.onExit().get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            return !process.isAlive();
        }
    }

    private static List<ProcessHandle> tree(ProcessHandle root) {
        return Stream.concat(root.descendants(), Stream.of(root)).toList();
    }
}
