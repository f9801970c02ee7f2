package no.itagenten.fleet.fleetctl.selection;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.protocol.CommandTerms;
import no.itagenten.fleet.protocol.Risk;
import no.itagenten.fleet.protocol.rest.CommandExpiry;
import picocli.CommandLine.Option;

/** Under what terms a command is given: until when it may begin, how long it may take, and what it does not wait for. */
public final class Terms {

    @Option(
            names = "--expires",
            paramLabel = "DURATION",
            converter = Converters.OfDuration.class,
            description = "Do not begin it later than this, such as 30m, 8h, 7d (default: 24h).")
    private Duration expires;

    @Option(
            names = "--deadline",
            paramLabel = "DURATION",
            converter = Converters.OfDuration.class,
            description =
                    "The device must be done with it in this time, not counting how long it waits (default: 2m, for an"
                            + " update 15m, for a reboot 5m).")
    private Duration deadline;

    @Option(
            names = "--accept-risk",
            paramLabel = "RISK",
            split = ",",
            description =
                    "Do not wait for it: 'on-air' (the device is recording), 'window' (it is outside its maintenance"
                            + " window). It is recorded who said so.")
    private List<String> risks = List.of();

    /**
     * For the request; empty for the server's default.
     *
     * @throws Problem of kind USAGE if the server takes no such time
     */
    public Optional<Long> expiresInSeconds() {
        try {
            return Optional.ofNullable(expires).map(CommandExpiry::require).map(Duration::toSeconds);
        } catch (IllegalArgumentException e) {
            throw Problem.usage("--expires: " + e.getMessage(), "Without it a command expires after 24 hours.");
        }
    }

    /**
     * For the request; empty for the default of the command's type.
     *
     * @throws Problem of kind USAGE if the server takes no such time
     */
    public Optional<Long> deadlineSeconds() {
        try {
            return Optional.ofNullable(deadline)
                    .map(CommandTerms::requireDeadline)
                    .map(Duration::toSeconds);
        } catch (IllegalArgumentException e) {
            throw Problem.usage("--deadline: " + e.getMessage(), "Without it a restart has 2 minutes, an update 15.");
        }
    }

    /**
     * For the request; empty if nothing is accepted.
     *
     * @throws Problem of kind USAGE if there is no such risk
     */
    public Optional<List<Risk>> acceptRisk() {
        try {
            return risks.isEmpty()
                    ? Optional.empty()
                    : Optional.of(risks.stream().map(Risk::of).distinct().toList());
        } catch (IllegalArgumentException e) {
            throw Problem.usage(
                    "--accept-risk: " + e.getMessage(), "Without it the command waits until the device is free.");
        }
    }
}
