package no.itagenten.fleet.fleetctl.command;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --venue} and {@code --tag}: which devices somebody reaches. */
public final class AccessLimits {

    @Option(
            names = "--venue",
            paramLabel = "VENUE",
            split = ",",
            description = "Reach only devices of this venue, and those that --tag names; may be repeated.")
    private List<String> venues;

    @Option(
            names = "--tag",
            paramLabel = "TAG",
            split = ",",
            description = "Reach only devices with this tag, and those that --venue names; may be repeated.")
    private List<String> tags;

    boolean given() {
        return venues != null || tags != null;
    }

    Optional<List<String>> venues() {
        return Optional.ofNullable(venues);
    }

    Optional<List<String>> tags() {
        return Optional.ofNullable(tags);
    }
}
