package no.itagenten.fleet.agent.gate;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import no.itagenten.fleet.agent.config.BusyConfig;
import no.itagenten.fleet.agent.gate.BusyWatch.Busy;
import no.itagenten.fleet.agent.process.ProcessRunner;
import no.itagenten.fleet.protocol.BusyState;
import no.itagenten.fleet.protocol.CommandTerms;
import no.itagenten.fleet.protocol.MaintenanceWindows;
import no.itagenten.fleet.protocol.Policy;
import no.itagenten.fleet.protocol.Risk;

/**
 * Judges whether the device may be disturbed at this moment. It is asked on the device itself, immediately before the disruptive
 * step: whatever a server knew is older. In doubt the answer is no. Safe for several threads.
 */
public final class Gate {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private final BusyWatch busy;
    private final PolicyStore policies;
    private final Clock clock;

    Gate(BusyWatch busy, PolicyStore policies, Clock clock) {
        this.busy = busy;
        this.policies = policies;
        this.clock = clock;
    }

    public static Gate of(BusyConfig config, PolicyStore policies, ProcessRunner processes, Clock clock) {
        return new Gate(BusyWatch.of(config, processes, clock), policies, clock);
    }

    /**
     * What keeps the device from being disturbed.
     *
     * @param kind {@code lock}, {@code window} or {@code busy}
     * @param reason for people
     */
    public record Hold(String kind, String reason) {}

    /**
     * What was decided.
     *
     * @param hold empty: go ahead
     * @param override what would have held, had its risk not been accepted
     */
    public record Verdict(Optional<Hold> hold, Optional<String> override) {}

    /** Asks everything now; takes some seconds at most. A lock is never overridden, only removed. */
    public Verdict judge(CommandTerms terms) throws InterruptedException {
        Optional<Hold> lock = lock();
        if (lock.isPresent()) {
            return new Verdict(lock, Optional.empty());
        }
        Optional<Hold> window = window();
        if (window.isPresent() && !terms.accepts(Risk.WINDOW)) {
            return new Verdict(window, Optional.empty());
        }
        Optional<Hold> onAir = busy.look().map(this::hold);
        if (onAir.isPresent() && !terms.accepts(Risk.ON_AIR)) {
            return new Verdict(onAir, Optional.empty());
        }
        List<String> overridden = List.of(window, onAir).stream()
                .flatMap(Optional::stream)
                .map(Hold::reason)
                .toList();
        return new Verdict(
                Optional.empty(), overridden.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", overridden)));
    }

    /** For the fleet to see. */
    public BusyState busyState() throws InterruptedException {
        return busy.look()
                .map(seen -> BusyState.busy(seen.finding().reason(), seen.since()))
                .orElse(BusyState.FREE);
    }

    /** Of the policy that holds; 0 for none. */
    public long policyRevision() {
        return policies.current().revision();
    }

    private Optional<Hold> lock() {
        Instant now = clock.instant();
        return policies.current()
                .lock()
                .filter(lock -> lock.holds(now))
                .map(lock -> new Hold(
                        "lock",
                        "locked by " + lock.owner() + ": " + lock.reason()
                                + lock.until()
                                        .map(end -> ", until " + show(end))
                                        .orElse("")));
    }

    private Optional<Hold> window() {
        Policy policy = policies.current();
        List<String> texts = policy.windows().orElse(List.of());
        if (texts.isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        try {
            ZoneId zone = policy.timeZone().map(ZoneId::of).orElse(ZoneOffset.UTC);
            MaintenanceWindows windows = MaintenanceWindows.parse(texts);
            if (windows.isOpen(now, zone)) {
                return Optional.empty();
            }
            String next = windows.nextOpening(now, zone)
                    .map(time -> "; the next opens " + show(time))
                    .orElse("");
            return Optional.of(new Hold("window", "outside its maintenance window" + next));
        } catch (DateTimeException | IllegalArgumentException e) {
            return Optional.of(new Hold("window", "its maintenance window cannot be read: " + e.getMessage()));
        }
    }

    private Hold hold(Busy seen) {
        String what = seen.finding().failed() ? "counts as on air: " : "on air: ";
        return new Hold("busy", what + seen.finding().reason() + " since " + show(seen.since()));
    }

    /** In the device's zone, as its people would say it. */
    private String show(Instant time) {
        ZoneId zone;
        try {
            zone = policies.current().timeZone().map(ZoneId::of).orElse(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            zone = ZoneOffset.UTC;
        }
        ZonedDateTime local = time.atZone(zone);
        boolean today = local.toLocalDate().equals(clock.instant().atZone(zone).toLocalDate());
        return local.format(today ? TIME : DAY_AND_TIME) + " " + (zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId());
    }
}
