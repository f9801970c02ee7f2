package no.itagenten.fleet.fleetctl.shell;

import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.io.TerminalFacts;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.problem.Problem;
import picocli.CommandLine.Command;

/** {@code fleetctl shell}: the same commands, without typing fleetctl before each. */
@Command
public final class Shell extends FleetCommand {

    @Override
    public ExitCode run(Invocation invocation) {
        if (invocation.surroundings().interactive()) {
            throw Problem.usage("this is the shell already", "Leave it with: exit");
        }
        TerminalFacts terminal = invocation.console().terminal();
        return terminal.input() && terminal.output()
                ? new InteractiveShell(invocation).run()
                : new ScriptedShell(invocation).run();
    }
}
