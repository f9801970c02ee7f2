package no.itagenten.fleet.fleetd;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells systemd that the daemon is ready and that it lives, by systemd-notify(1). Does nothing where systemd did not ask for it;
 * a failure is logged and does no harm by itself. Safe for several threads.
 */
final class SystemdNotice {

    private static final Logger log = LoggerFactory.getLogger(SystemdNotice.class);
    private static final String PROGRAM = "systemd-notify";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final boolean wanted;
    private final Optional<Duration> watchdog;

    /** @param environment in which systemd says whether and how often it wants to hear */
    SystemdNotice(Map<String, String> environment) {
        this.wanted = !environment.getOrDefault("NOTIFY_SOCKET", "").isEmpty();
        String micros = environment.getOrDefault("WATCHDOG_USEC", "");
        this.watchdog = wanted && micros.matches("[1-9][0-9]{0,15}")
                ? Optional.of(Duration.ofNanos(1000 * Long.parseLong(micros)))
                : Optional.empty();
    }

    /** How often {@link #alive} is to be called; empty: not at all. */
    Optional<Duration> interval() {
        return watchdog.map(whole -> whole.dividedBy(2));
    }

    /** Requests are answered from now on. */
    void ready() {
        tell("READY=1", "STATUS=serving");
    }

    /** All is well; to be called only then. */
    void alive() {
        tell("WATCHDOG=1");
    }

    /** It is about to end. */
    void stopping() {
        tell("STOPPING=1", "STATUS=stopping");
    }

    private void tell(String... states) {
        if (!wanted) {
            return;
        }
        List<String> line = new ArrayList<>(List.of(PROGRAM));
        line.addAll(List.of(states));
        try {
            Process process = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                log.warn("systemd could not be told {}: {} did not end", states[0], PROGRAM);
            } else if (process.exitValue() != 0) {
                log.warn("systemd could not be told {}: {} exited with {}", states[0], PROGRAM, process.exitValue());
            }
        } catch (IOException e) {
            log.warn("systemd could not be told {}: {}", states[0], e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
