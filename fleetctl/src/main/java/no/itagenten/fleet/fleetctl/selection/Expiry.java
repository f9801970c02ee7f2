package no.itagenten.fleet.fleetctl.selection;

import java.time.Duration;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.protocol.rest.CommandExpiry;
import picocli.CommandLine.Option;

/** How long a command may wait before it is too late for it. */
public final class Expiry {

    @Option(
            names = "--expires",
            paramLabel = "DURATION",
            converter = Converters.OfDuration.class,
            description = "Do not begin it later than this, such as 30m, 8h, 7d (default: 24h).")
    private Duration expires;

    /**
     * For the request; empty for the server's default.
     *
     * @throws Problem of kind USAGE if the server takes no such time
     */
    public Optional<Long> seconds() {
        try {
            return Optional.ofNullable(expires).map(CommandExpiry::require).map(Duration::toSeconds);
        } catch (IllegalArgumentException e) {
            throw Problem.usage("--expires: " + e.getMessage(), "Without it a command expires after 24 hours.");
        }
    }
}
