package no.itagenten.fleet.fleetctl.follow;

import java.time.Duration;
import no.itagenten.fleet.fleetctl.selection.Converters;
import picocli.CommandLine.Option;

/** Whether and how long to wait for what was set off. */
public final class WaitOptions {

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "10m",
            converter = Converters.OfDuration.class,
            description = "Wait at most so long, such as 30s, 5m, 1h (default: 10m).")
    private Duration timeout;

    @Option(names = "--async", description = "Do not wait: print the command's id and end.")
    private boolean async;

    /** How long to wait. */
    public Duration timeout() {
        return timeout;
    }

    /** Whether not to wait at all. */
    public boolean async() {
        return async;
    }
}
