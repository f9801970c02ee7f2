package no.itagenten.fleet.fleetctl.invocation;

import java.util.List;
import no.itagenten.fleet.fleetctl.problem.ExitCode;

/** Runs a command given as words. Whatever goes wrong has been said when it returns. */
public interface CommandRunner {

    /** Runs it in these surroundings. */
    ExitCode run(List<String> words, Surroundings surroundings);
}
