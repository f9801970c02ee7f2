package no.itagenten.fleet.fleetctl.command;

import java.util.Locale;
import no.itagenten.fleet.fleetctl.document.CompletionScript;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code fleetctl completion}: the script that has a shell complete fleetctl's commands, options and devices. */
@Command
public final class Completion extends FleetCommand {

    private enum ForShell {
        BASH,
        ZSH,
        FISH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(paramLabel = "SHELL", description = "Which one: ${COMPLETION-CANDIDATES}.")
    private ForShell shell;

    @Override
    public ExitCode run(Invocation invocation) {
        invocation.print(CompletionScript.valueOf(shell.name()).render(invocation.commands()));
        return ExitCode.DONE;
    }
}
