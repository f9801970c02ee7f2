package no.itagenten.fleet.fleetctl.logs;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.rest.DeviceView;
import no.itagenten.fleet.protocol.rest.LogEntry;

/**
 * Brings lines of several devices, which arrive in whatever order the network has, into that of their times: each is held back for a
 * moment, in which an older one of another device may still come. Holds a bounded number. For one thread.
 */
final class MergeWindow {

    /** A line in the window; it stands in two orders, and is taken out of the second when it is met there. */
    private static final class Held {
        private final LogLine line;
        private final long until;
        private boolean gone;

        private Held(LogLine line, long until) {
            this.line = line;
            this.until = until;
        }

        private LogLine line() {
            return line;
        }
    }

    private final long waitNanos;
    private final int most;
    private final PriorityQueue<Held> lines = new PriorityQueue<>(Comparator.comparing(Held::line, LogLine.BY_TIME));
    private final Deque<Held> arrivals = new ArrayDeque<>();
    private final Map<DeviceId, LogLine> last = new HashMap<>();

    /**
     * An empty window.
     *
     * @param wait how long a line is held back
     * @param most how many are held; then the first goes at once
     */
    MergeWindow(Duration wait, int most) {
        this.waitNanos = wait.toNanos();
        this.most = most;
    }

    /** Takes a line in that arrived now. */
    void add(DeviceView device, LogEntry entry, long nanoTime) {
        LogLine line = LogLine.after(last.get(device.id()), device, entry);
        last.put(device.id(), line);
        Held held = new Held(line, nanoTime + waitNanos);
        lines.add(held);
        arrivals.add(held);
    }

    /** Those whose turn it is, in order. When one has waited long enough, all that stand before it go with it. */
    List<LogLine> due(long nanoTime) {
        List<LogLine> due = new ArrayList<>();
        while (!arrivals.isEmpty() && (arrivals.peek().until - nanoTime <= 0 || lines.size() > most)) {
            Held waited = arrivals.remove();
            while (!waited.gone) {
                Held next = lines.remove();
                next.gone = true;
                due.add(next.line);
            }
        }
        return due;
    }

    /** Whether nothing is held. */
    boolean isEmpty() {
        return lines.isEmpty();
    }
}
