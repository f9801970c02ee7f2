package no.itagenten.fleet.agent.supervision;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What systemd is told: that the agent is ready, that it stops, whether it is connected, and, at half of the watchdog's interval,
 * that its main loops live. If one of them does not, nothing is told and systemd starts the agent anew. Does nothing where systemd
 * did not start the agent.
 */
public final class Supervision implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Supervision.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

    private final Optional<ServiceState> systemd;
    private final Duration every;
    private final boolean watched;
    private final List<Sign> signs;
    private final BooleanSupplier connected;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = new Thread(this::watch, "watchdog");
    private String told = "";

    /** Whether something that must go on for ever does. */
    public record Sign(String what, BooleanSupplier lives) {}

    /**
     * @param environment in which systemd says whether and how often it wants to hear
     * @param connected whether the agent has a connection to the server
     */
    public Supervision(Map<String, String> environment, List<Sign> signs, BooleanSupplier connected) {
        this(NotifySocket.of(environment), watchdog(environment), signs, connected);
    }

    Supervision(
            Optional<ServiceState> systemd, Optional<Duration> watchdog, List<Sign> signs, BooleanSupplier connected) {
        this.systemd = systemd;
        this.watched = watchdog.isPresent();
        Duration half = watchdog.map(interval -> interval.dividedBy(2)).orElse(LOOK_EVERY);
        this.every = half.compareTo(LOOK_EVERY) < 0 ? half : LOOK_EVERY;
        this.signs = List.copyOf(signs);
        this.connected = connected;
        thread.setDaemon(true);
    }

    /** To be called when the agent does its work. */
    public void ready() {
        if (systemd.isPresent()) {
            told = status();
            systemd.get().tell("READY=1\n" + told);
            thread.start();
        }
    }

    @Override
    public void close() {
        stopping.countDown();
        systemd.ifPresent(state -> state.tell("STOPPING=1\nSTATUS=stopping"));
    }

    private void watch() {
        try {
            while (!stopping.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            LOG.debug("The watchdog's thread was told to stop");
        }
    }

    /** One look at everything. */
    void look() {
        ServiceState state = systemd.orElseThrow();
        Optional<Sign> dead =
                signs.stream().filter(sign -> !sign.lives().getAsBoolean()).findFirst();
        if (dead.isPresent()) {
            LOG.error("{} does not live any more; systemd will start the agent anew", dead.get().what());
            return;
        }
        if (watched) {
            state.tell("WATCHDOG=1");
        }
        String now = status();
        if (!now.equals(told)) {
            told = now;
            state.tell(now);
        }
    }

    private String status() {
        return "STATUS=" + (connected.getAsBoolean() ? "connected" : "not connected, trying");
    }

    private static Optional<Duration> watchdog(Map<String, String> environment) {
        String micros = environment.getOrDefault("WATCHDOG_USEC", "");
        return micros.matches("[1-9][0-9]{0,15}")
                ? Optional.of(Duration.ofNanos(1000 * Long.parseLong(micros)))
                : Optional.empty();
    }
}
