package no.itagenten.fleet.fleetctl.watch;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import no.itagenten.fleet.fleetctl.client.EventFeed;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.output.Sanitizer;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.problem.Problem;

/**
 * Reads something anew whenever the event stream says that it may have changed. However much happens, the server is asked no more
 * often than it answers with ease; and where the stream is silent, held back by a proxy or unknown to the server, it is asked every
 * few seconds. For one thread.
 */
final class Watch {

    private static final Duration TICK = Duration.ofSeconds(1);
    /** How long the stream may be silent before the server is asked all the same. */
    static final Duration ASK_AFTER_SILENCE = Duration.ofSeconds(5);

    private static final Duration AT_LEAST_BETWEEN = Duration.ofMillis(250);
    private static final int TIMES_AS_LONG_BETWEEN = 4;

    private final Invocation invocation;
    private final View view;
    private final Set<String> events;
    private final Duration silence;
    private boolean stale;
    private boolean lost;
    private long readAt;
    private long pauseNanos;

    /**
     * A watch that has not begun.
     *
     * @param events the types after which it may be another
     * @param silence after which the server is asked all the same
     */
    Watch(Invocation invocation, View view, Set<String> events, Duration silence) {
        this.invocation = invocation;
        this.view = view;
        this.events = events;
        this.silence = silence;
    }

    /** Goes on until somebody ends it, or the server will have no more of it. */
    ExitCode run() {
        read(); // what is wrong already ends it as it ends any command
        try (EventFeed feed = invocation.client().events()) {
            while (true) {
                Optional<EventFeed.Item> item =
                        feed.poll(stale || silence.compareTo(TICK) < 0 ? AT_LEAST_BETWEEN : TICK);
                item.ifPresent(this::take);
                long since = System.nanoTime() - readAt;
                if ((stale && since >= pauseNanos) || since >= silence.toNanos()) {
                    readAgain();
                } else if (item.isEmpty()) {
                    view.tick();
                }
            }
        }
    }

    private void take(EventFeed.Item item) {
        if (item instanceof EventFeed.Event event) {
            stale |= events.contains(event.event().type())
                    || event.event().type().equals("reset");
        } else if (item instanceof EventFeed.Connected || item instanceof EventFeed.Lost) {
            stale = true; // what happened meanwhile was not told; whether there is a server shows when it is asked
        } else if (item instanceof EventFeed.Ended ended) {
            if (ended.problem().kind() != Problem.Kind.FAILED) {
                throw ended.problem();
            }
            invocation.warn("Warning: no event stream here ("
                    + Sanitizer.line(ended.problem().getMessage()) + "); the server is asked every "
                    + silence.toSeconds() + " s instead.");
        }
    }

    private void readAgain() {
        try {
            read();
            if (lost) {
                lost = false;
                view.back();
            }
        } catch (Problem e) {
            if (e.kind() != Problem.Kind.UNREACHABLE) {
                throw e;
            }
            readAt = System.nanoTime();
            pauseNanos = silence.toNanos();
            if (!lost) {
                lost = true;
                view.lost(e.getMessage());
            }
        }
    }

    private void read() {
        stale = false;
        long begun = System.nanoTime();
        view.read();
        readAt = System.nanoTime();
        pauseNanos = Math.max(AT_LEAST_BETWEEN.toNanos(), TIMES_AS_LONG_BETWEEN * (readAt - begun));
    }
}
