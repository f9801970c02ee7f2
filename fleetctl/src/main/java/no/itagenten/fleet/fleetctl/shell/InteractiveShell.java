package no.itagenten.fleet.fleetctl.shell;

import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.problem.ExitCode;

/** The shell at a terminal. */
final class InteractiveShell {

    private final Invocation invocation;

    InteractiveShell(Invocation invocation) {
        this.invocation = invocation;
    }

    ExitCode run() {
        return new ScriptedShell(invocation).run();
    }
}
