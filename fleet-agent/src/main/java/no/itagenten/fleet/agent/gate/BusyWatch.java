package no.itagenten.fleet.agent.gate;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.agent.config.BusyConfig;
import no.itagenten.fleet.agent.gate.BusyCheck.Finding;
import no.itagenten.fleet.agent.process.ProcessRunner;

/** All of a device's busy checks, and since when one of them says so. Safe for several threads; one looks at a time. */
final class BusyWatch {

    private final List<BusyCheck> checks;
    private final Clock clock;
    private Optional<Instant> since = Optional.empty();

    /** What was seen, and since when the device has been busy without a break. */
    record Busy(Finding finding, Instant since) {}

    BusyWatch(List<BusyCheck> checks, Clock clock) {
        this.checks = List.copyOf(checks);
        this.clock = clock;
    }

    static BusyWatch of(BusyConfig config, ProcessRunner processes, Clock clock) {
        List<BusyCheck> checks = new ArrayList<>();
        config.file().ifPresent(file -> checks.add(new FileCheck(file)));
        config.question().ifPresent(question -> checks.add(new UrlCheck(question)));
        if (!config.command().isEmpty()) {
            checks.add(new CommandCheck(config.command(), processes));
        }
        return new BusyWatch(checks, clock);
    }

    /** Asks the checks now; the first that says busy, or cannot tell, is enough. */
    synchronized Optional<Busy> look() throws InterruptedException {
        Optional<Finding> finding = Optional.empty();
        for (BusyCheck check : checks) {
            finding = check.look();
            if (finding.isPresent()) {
                break;
            }
        }
        if (finding.isEmpty()) {
            since = Optional.empty();
            return Optional.empty();
        }
        if (since.isEmpty()) {
            since = Optional.of(clock.instant());
        }
        return Optional.of(new Busy(finding.get(), since.get()));
    }
}
