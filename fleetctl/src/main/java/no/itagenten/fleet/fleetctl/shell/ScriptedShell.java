package no.itagenten.fleet.fleetctl.shell;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.problem.Problem;

/** Commands from a pipe or file, one a line, up to the first that fails. */
final class ScriptedShell {

    private final Invocation invocation;

    ScriptedShell(Invocation invocation) {
        this.invocation = invocation;
    }

    ExitCode run() {
        ShellWords words = new ShellWords(invocation.options());
        try {
            Optional<String> line = invocation.console().readLine();
            while (line.isPresent()) {
                List<String> command = words.split(line.get());
                if (ShellWords.isExit(command)) {
                    return ExitCode.DONE;
                }
                if (!command.isEmpty()) {
                    ExitCode code = invocation.runner().run(words.withOptions(command), invocation.surroundings());
                    if (code != ExitCode.DONE) {
                        return code;
                    }
                }
                line = invocation.console().readLine();
            }
            return ExitCode.DONE;
        } catch (IOException e) {
            throw new Problem(Problem.Kind.FAILED, "cannot read standard input: " + e.getMessage(), "", e);
        }
    }
}
