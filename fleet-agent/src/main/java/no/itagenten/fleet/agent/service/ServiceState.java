package no.itagenten.fleet.agent.service;

import java.util.Optional;

/**
 * What a service is doing.
 *
 * @param active as systemd names it (ActiveState), for example {@code activating} or {@code failed}
 * @param detail systemd's sub-state, or the like
 * @param run what is different after every start of the service: systemd's invocation id, or process id with start time
 * @param restarts how often it ended and was started again by itself; only its growth means something
 * @param since when it came into this state, as systemd writes a time
 */
public record ServiceState(
        String name,
        String active,
        String detail,
        Optional<String> run,
        Optional<Long> pid,
        long restarts,
        Optional<String> since) {

    /** Since nobody knows when. */
    public ServiceState(
            String name, String active, String detail, Optional<String> run, Optional<Long> pid, long restarts) {
        this(name, active, detail, run, pid, restarts, Optional.empty());
    }

    public boolean isActive() {
        return active.equals("active");
    }

    /** Between two states: it will be another one by itself. */
    public boolean isChanging() {
        return active.equals("activating") || active.equals("deactivating") || active.equals("reloading");
    }

    /** For people: {@code active (running)}. */
    public String describe() {
        return detail.isEmpty() ? active : active + " (" + detail + ")";
    }
}
