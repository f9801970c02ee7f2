package no.itagenten.fleet.fleetctl.logs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import no.itagenten.fleet.fleetctl.client.EventFeed;
import no.itagenten.fleet.fleetctl.client.LogQuery;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.fleetctl.selection.DeviceFinder;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.rest.DeviceView;
import no.itagenten.fleet.protocol.rest.LogEntry;

/** The streams of some devices' logs as one, in the order of time. What the streams have to say of themselves is said once. For one thread. */
final class LogFeeds implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration POLL = Duration.ofSeconds(30);
    private static final Duration NOT_AT_ALL = Duration.ZERO;
    private static final Duration HELD_BACK = Duration.ofMillis(400);
    private static final int MOST_HELD = 2_000;
    private static final int AT_ONCE = 64;

    private final Invocation invocation;
    private final List<Followed> followed = new ArrayList<>();
    private final MergeWindow window;
    private final Set<DeviceId> lost = new HashSet<>();

    /** A device whose stream is open, and the last of its lines that was taken. */
    private static final class Followed {
        private final DeviceView device;
        private final EventFeed feed;
        private long lastId;

        private Followed(DeviceView device, EventFeed feed, long lastId) {
            this.device = device;
            this.feed = feed;
            this.lastId = lastId;
        }
    }

    LogFeeds(Invocation invocation, List<DeviceView> devices, LogQuery query, LogHistory history) {
        this.invocation = invocation;
        this.window = new MergeWindow(devices.size() == 1 ? Duration.ZERO : HELD_BACK, MOST_HELD);
        for (DeviceView device : devices) {
            long after = history.reached(device.id());
            EventFeed feed = invocation.client().followLogs(device.id(), query, after);
            followed.add(new Followed(device, feed, after));
        }
    }

    /**
     * The lines whose turn it is; maybe none yet.
     *
     * @throws Problem of kind INTERRUPTED when somebody ended it; another when no stream is left
     */
    List<LogLine> next() {
        boolean any = false;
        for (Followed one : List.copyOf(followed)) {
            Duration patience = followed.size() == 1 && window.isEmpty() ? POLL : NOT_AT_ALL;
            Optional<EventFeed.Item> item = one.feed.poll(patience);
            for (int i = 0; item.isPresent() && i < AT_ONCE; i++) {
                any = true;
                take(one, item.get());
                item = one.feed.poll(NOT_AT_ALL);
            }
            item.ifPresent(last -> take(one, last));
        }
        List<LogLine> due = window.due(System.nanoTime());
        if (!any && due.isEmpty()) {
            invocation.surroundings().cancellation().await(PAUSE);
        }
        return due;
    }

    private void take(Followed one, EventFeed.Item item) {
        if (item instanceof EventFeed.Event event) {
            if (event.event().type().equals("log")) {
                LogEntry entry = invocation.client().decode(event.event(), LogEntry.class);
                if (entry.id() > one.lastId) {
                    one.lastId = entry.id();
                    window.add(one.device, entry, System.nanoTime());
                }
            }
        } else if (item instanceof EventFeed.Connected) {
            if (lost.remove(one.device.id()) && lost.isEmpty()) {
                invocation.say("The connection is back; nothing is missing.");
            }
        } else if (item instanceof EventFeed.Lost gone) {
            // Also the first time: the server was there a moment ago, for the lines before these.
            if (lost.isEmpty()) {
                invocation.say("The connection is lost (" + gone.problem().getMessage() + "); trying again.");
            }
            lost.add(one.device.id());
        } else if (item instanceof EventFeed.Ended ended) {
            end(one, ended.problem());
        }
    }

    /** One device that is removed ends its own stream; the others go on. */
    private void end(Followed one, Problem problem) {
        if (problem.kind() == Problem.Kind.INTERRUPTED || followed.size() == 1) {
            throw problem;
        }
        followed.remove(one);
        one.feed.close();
        lost.remove(one.device.id());
        invocation.say("No more lines of " + DeviceFinder.title(one.device) + ": " + problem.getMessage() + ".");
    }

    @Override
    public void close() {
        followed.forEach(one -> one.feed.close());
    }
}
