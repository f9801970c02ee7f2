package no.itagenten.fleet.fleetctl.follow;

import java.nio.file.Path;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.invocation.PathConverter;
import no.itagenten.fleet.fleetctl.problem.Problem;
import picocli.CommandLine.Option;

/** The same for what is done on many devices. */
public final class FleetWaitOptions extends WaitOptions {

    @Option(
            names = "--parallel",
            paramLabel = "N",
            description = "Have at most N devices under way at once; offline ones come last, and each holds its place"
                    + " until it is done (default: all at once).")
    private Integer parallel;

    @Option(
            names = "--log-dir",
            paramLabel = "DIR",
            converter = PathConverter.class,
            description = "Write a file for each device there, and failed.txt with those that failed, for --from-file.")
    private Path logDirectory;

    /**
     * How many devices may be under way at once; empty for all.
     *
     * @throws Problem of kind USAGE if that makes no sense
     */
    public Optional<Integer> parallel() {
        if (parallel == null) {
            return Optional.empty();
        }
        if (parallel < 1) {
            throw Problem.usage("--parallel must be at least 1", "For example: --parallel 3");
        }
        refuseAsync("--parallel");
        return Optional.of(parallel);
    }

    /** Where what happens is written, too. */
    public Optional<Path> logDirectory() {
        if (logDirectory != null) {
            refuseAsync("--log-dir");
        }
        return Optional.ofNullable(logDirectory);
    }

    private void refuseAsync(String option) {
        if (async()) {
            throw Problem.usage(option + " and --async do not go together", "Leave one of them out.");
        }
    }
}
