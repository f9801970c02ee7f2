package no.itagenten.fleet.fleetctl.follow;

import java.time.Duration;
import no.itagenten.fleet.fleetctl.selection.Converters;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Whether and how long to wait for what was set off. */
public class WaitOptions {

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "10m",
            converter = Converters.OfDuration.class,
            description = "Wait at most so long, such as 30s, 5m, 1h (default: 10m).")
    private Duration timeout;

    @ArgGroup(exclusive = true)
    private Choice choice = new Choice();

    /** At most one of them. */
    private static final class Choice {
        @Option(names = "--wait", description = "Wait for the end, which is what happens without --async, too.")
        @SuppressWarnings("UnusedVariable") // it only keeps --async from being said as well
        private boolean wait;

        @Option(names = "--async", description = "Do not wait: print the command's id and end.")
        private boolean async;
    }

    /** How long to wait. */
    public final Duration timeout() {
        return timeout;
    }

    /** Whether not to wait at all. */
    public final boolean async() {
        return choice.async;
    }
}
