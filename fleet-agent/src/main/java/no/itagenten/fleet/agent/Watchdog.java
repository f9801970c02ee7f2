package no.itagenten.fleet.agent;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import no.itagenten.fleet.agent.service.SystemdNotifier;

/** Keeps telling systemd that the agent lives, for as long as it does; systemd starts it anew when it hears nothing. */
final class Watchdog implements AutoCloseable {

    private final SystemdNotifier systemd;
    private final BooleanSupplier healthy;
    private Optional<ScheduledExecutorService> timer = Optional.empty();

    /** @param healthy whether what must go on goes on */
    Watchdog(SystemdNotifier systemd, BooleanSupplier healthy) {
        this.systemd = systemd;
        this.healthy = healthy;
    }

    /** Says that the agent is ready, and from then on that it lives. */
    void start() {
        systemd.ready();
        systemd.watchdogInterval().ifPresent(this::repeat);
    }

    @Override
    public void close() {
        systemd.stopping();
        timer.ifPresent(ScheduledExecutorService::shutdownNow);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it runs until close() ends it
    private void repeat(Duration interval) {
        ScheduledExecutorService started =
                Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "watchdog"));
        started.scheduleAtFixedRate(this::check, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
        timer = Optional.of(started);
    }

    private void check() {
        if (healthy.getAsBoolean()) {
            systemd.alive();
        }
    }
}
