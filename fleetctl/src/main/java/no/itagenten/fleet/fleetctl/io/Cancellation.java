package no.itagenten.fleet.fleetctl.io;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Ctrl-C, as seen by a running command: who holds something that must be let go (a socket that is being read, a line to be said)
 * registers for it. Happens once. Safe for any thread.
 */
public final class Cancellation {

    /** Takes a registered action back. */
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }

    private final List<Runnable> actions = new ArrayList<>();
    private boolean cancelled;

    /** Registers what to do on cancellation; done at once if that has been already. */
    public Registration onCancel(Runnable action) {
        synchronized (actions) {
            if (!cancelled) {
                actions.add(action);
                return () -> {
                    synchronized (actions) {
                        actions.remove(action);
                    }
                };
            }
        }
        action.run();
        return () -> {};
    }

    /** Ends whatever runs. */
    public void cancel() {
        List<Runnable> due;
        synchronized (actions) {
            if (cancelled) {
                return;
            }
            cancelled = true;
            actions.notifyAll();
            due = List.copyOf(actions);
            actions.clear();
        }
        due.forEach(Runnable::run);
    }

    /** Waits for it, at most so long, and says whether it has happened. A thread that is interrupted is told that it has. */
    public boolean await(Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        synchronized (actions) {
            long left = atMost.toMillis();
            while (!cancelled && left > 0) {
                try {
                    actions.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return true;
                }
                left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            }
            return cancelled;
        }
    }

    /** Whether it has happened. */
    public boolean isCancelled() {
        synchronized (actions) {
            return cancelled;
        }
    }
}
