package no.itagenten.fleet.fleetd;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs jobs again and again: the timer only starts them, workers do them, and none runs twice at once. */
final class Periodic {

    private static final Logger log = LoggerFactory.getLogger(Periodic.class);

    private final ScheduledExecutorService timer;
    private final Executor workers;

    Periodic(ScheduledExecutorService timer, Executor workers) {
        this.timer = timer;
        this.workers = workers;
    }

    void every(Duration interval, String what, Runnable job) {
        AtomicBoolean running = new AtomicBoolean();
        var unused = timer.scheduleAtFixedRate(
                () -> {
                    if (running.compareAndSet(false, true)) {
                        workers.execute(() -> run(what, job, running));
                    }
                },
                interval.toMillis(),
                interval.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private static void run(String what, Runnable job, AtomicBoolean running) {
        try {
            job.run();
        } catch (RuntimeException e) {
            log.error("{} failed; it is tried again", what, e);
        } finally {
            running.set(false);
        }
    }
}
