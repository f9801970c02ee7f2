package no.itagenten.fleet.fleetctl.invocation;

import picocli.CommandLine.Option;

/** {@code -o}, for commands that print data. */
public final class OutputOption {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "How to print: ${COMPLETION-CANDIDATES}.")
    private OutputFormat format = OutputFormat.TABLE;

    /** Whether programs read it. */
    public boolean json() {
        return format == OutputFormat.JSON;
    }
}
