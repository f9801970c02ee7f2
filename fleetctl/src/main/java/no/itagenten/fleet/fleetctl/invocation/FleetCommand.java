package no.itagenten.fleet.fleetctl.invocation;

import no.itagenten.fleet.fleetctl.problem.ExitCode;
import picocli.CommandLine.ArgGroup;

/**
 * A command: picocli fills the fields of a fresh one, and it runs once. Its path and summary stand in the catalogue; it knows
 * only its own options.
 */
public abstract class FleetCommand {

    @ArgGroup(validate = false, heading = "%nOptions of every command:%n", order = 100)
    private GlobalOptions global = new GlobalOptions();

    /** The options every command takes. */
    public final GlobalOptions global() {
        return global;
    }

    /**
     * Does the work.
     *
     * @throws no.itagenten.fleet.fleetctl.problem.Problem if it cannot
     */
    public abstract ExitCode run(Invocation invocation);
}
