package no.itagenten.fleet.fleetctl.client;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import no.itagenten.fleet.fleetctl.io.Cancellation;
import no.itagenten.fleet.fleetctl.problem.Problem;

/**
 * An event stream that outlives its connections: a thread reads it, and after a break goes on behind the last event it has seen.
 * Polled by one thread; closed by any.
 */
public final class EventFeed implements AutoCloseable {

    /** What a feed has to say. */
    public sealed interface Item {}

    /** Something happened. */
    public record Event(ServerEvent event) implements Item {}

    /** The stream is open, for the first time or again. */
    public record Connected() implements Item {}

    /** The stream broke; it is tried again. */
    public record Lost(Problem problem) implements Item {}

    /** The stream will not come; the last item there is. */
    public record Ended(Problem problem) implements Item {}

    /** Opens the stream behind an event. */
    interface Source {
        Answer open(String lastEventId) throws IOException;
    }

    /** Few, because somebody may follow a hundred streams at once; the server keeps what is not taken. */
    private static final int MAX_WAITING = 128;

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Source source;
    private final String cursor;
    private final Function<IOException, Problem> words;
    private final Duration firstPause;
    private final BlockingQueue<Item> items = new ArrayBlockingQueue<>(MAX_WAITING);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicReference<Answer> current = new AtomicReference<>();
    private final Cancellation.Registration registration;

    EventFeed(
            Source source,
            String cursor,
            Function<IOException, Problem> words,
            Duration firstPause,
            Cancellation cancellation) {
        this.source = source;
        this.cursor = cursor;
        this.words = words;
        this.firstPause = firstPause;
        Thread reader = new Thread(this::read, "event-feed");
        reader.setDaemon(true);
        reader.start();
        registration = cancellation.onCancel(this::interrupt);
    }

    /** The next item; empty when there is none within that time. */
    public Optional<Item> poll(Duration atMost) {
        try {
            return Optional.ofNullable(items.poll(Math.max(0, atMost.toMillis()), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(new Ended(interrupted()));
        }
    }

    @Override
    public void close() {
        registration.close();
        stop();
    }

    private void interrupt() {
        stop();
        items.clear();
        items.offer(new Ended(interrupted()));
    }

    private static Problem interrupted() {
        return new Problem(Problem.Kind.INTERRUPTED, "interrupted", "");
    }

    private void stop() {
        closed.countDown();
        closeQuietly(current.get());
    }

    private void read() {
        String lastEventId = cursor;
        Duration pause = firstPause;
        try {
            while (closed.getCount() > 0) {
                try (Answer answer = source.open(lastEventId)) {
                    current.set(answer);
                    if (closed.getCount() == 0) {
                        return; // closed while it was being opened
                    }
                    put(new Connected());
                    pause = firstPause;
                    EventReader reader = new EventReader(new BufferedInputStream(answer.body()));
                    Optional<ServerEvent> event = reader.next();
                    while (event.isPresent() && closed.getCount() > 0) {
                        put(new Event(event.get()));
                        if (!event.get().id().isEmpty()) {
                            lastEventId = event.get().id();
                        }
                        event = reader.next();
                    }
                    put(new Lost(words.apply(new IOException("the server ended the stream"))));
                } catch (IOException e) {
                    put(new Lost(words.apply(e)));
                }
                // Jitter, so that after a restart of the server not everybody comes at once.
                long millis =
                        pause.toMillis() / 2 + ThreadLocalRandom.current().nextLong(Math.max(1, pause.toMillis()));
                if (closed.await(millis, TimeUnit.MILLISECONDS)) {
                    return;
                }
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            }
        } catch (Problem e) {
            putQuietly(new Ended(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for room, but not for a reader that has gone. */
    private void put(Item item) throws InterruptedException {
        while (closed.getCount() > 0 && !items.offer(item, 100, TimeUnit.MILLISECONDS)) {
            // the one who polls is slower than the server; that holds the stream back
        }
    }

    private void putQuietly(Item item) {
        try {
            put(item);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closeQuietly(Answer answer) {
        try {
            if (answer != null) {
                answer.close();
            }
        } catch (IOException e) {
            // it is of no more use either way
        }
    }
}
