package no.itagenten.fleet.fleetctl.shell;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import no.itagenten.fleet.fleetctl.problem.Problem;

/**
 * A value from the server, kept for a few seconds and fetched in the background, so that a prompt or a completion never waits
 * for a slow network. Safe for any thread.
 */
final class Cached<T> {

    private final Supplier<T> source;
    private final Executor background;
    private final Clock clock;
    private final Duration goodFor;
    private CompletableFuture<T> fetch;
    private Optional<T> value = Optional.empty();
    private Instant goodUntil = Instant.MIN;

    Cached(Supplier<T> source, Executor background, Clock clock, Duration goodFor) {
        this.source = source;
        this.background = background;
        this.clock = clock;
        this.goodFor = goodFor;
    }

    /** A fresh value if it comes within that time, else the last known one; empty if none was known, or the server refuses. */
    Optional<T> get(Duration patience) {
        CompletableFuture<T> running;
        synchronized (this) {
            if (clock.instant().isBefore(goodUntil)) {
                return value;
            }
            if (fetch == null || fetch.isDone()) {
                fetch = CompletableFuture.supplyAsync(source, background);
            }
            running = fetch;
        }
        try {
            T fresh = running.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            keep(Optional.of(fresh));
            return Optional.of(fresh);
        } catch (TimeoutException e) {
            return last();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Problem) {
                keep(Optional.empty()); // not at every keystroke again
                return Optional.empty();
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return last();
        }
    }

    /** Has it fetched anew next time, because a command may have changed it. */
    synchronized void expire() {
        goodUntil = Instant.MIN;
    }

    /** Another server is meant: nothing is known any more. */
    synchronized void forget() {
        fetch = null;
        value = Optional.empty();
        goodUntil = Instant.MIN;
    }

    private synchronized Optional<T> last() {
        return value;
    }

    private synchronized void keep(Optional<T> fresh) {
        value = fresh;
        goodUntil = clock.instant().plus(goodFor);
    }
}
