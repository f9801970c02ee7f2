package no.itagenten.fleet.agent.service;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import no.itagenten.fleet.protocol.Text;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells systemd how the agent itself is doing, where systemd asked for it ({@code Type=notify}, {@code WatchdogSec}). Elsewhere
 * nothing happens. Safe for several threads.
 */
public final class SystemdNotifier {

    private static final Logger LOG = LoggerFactory.getLogger(SystemdNotifier.class);
    private static final long MICROS_PER_MILLI = 1000;
    private static final int MAX_STATUS_CHARS = 300;

    private final Map<String, String> environment;
    private Optional<LibSystemd> library = Optional.empty();

    /** The one function needed of libsystemd, sd_notify(3). */
    private interface LibSystemd extends Library {
        int sd_notify(int unsetEnvironment, String state);
    }

    /** @param environment the agent's own, in which systemd says what it wants to hear */
    public SystemdNotifier(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** Whether anybody listens. */
    public boolean isWanted() {
        return environment.containsKey("NOTIFY_SOCKET");
    }

    /** How often to call {@link #alive}: three times in the time after which systemd takes the agent for hanging. */
    public Optional<Duration> watchdogInterval() {
        try {
            return Optional.ofNullable(environment.get("WATCHDOG_USEC"))
                    .filter(text -> isWanted())
                    .map(Long::parseLong)
                    .filter(micros -> micros > 0)
                    .map(micros -> Duration.ofMillis(Math.max(1, micros / MICROS_PER_MILLI / 3)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    public void ready() {
        tell("READY=1");
    }

    public void alive() {
        tell("WATCHDOG=1");
    }

    public void stopping() {
        tell("STOPPING=1");
    }

    /** What the agent does, in one line for {@code systemctl status}. */
    public void status(String line) {
        tell("STATUS=" + Text.excerpt(line, MAX_STATUS_CHARS));
    }

    private synchronized void tell(String state) {
        if (!isWanted()) {
            return;
        }
        try {
            if (library.isEmpty()) {
                library = Optional.of(Native.load("libsystemd.so.0", LibSystemd.class));
            }
            if (library.get().sd_notify(0, state) < 0) {
                LOG.warn("systemd could not be told {}", state);
            }
        } catch (UnsatisfiedLinkError e) {
            LOG.warn("systemd cannot be told {}: {}", state, e.getMessage());
        }
    }
}
