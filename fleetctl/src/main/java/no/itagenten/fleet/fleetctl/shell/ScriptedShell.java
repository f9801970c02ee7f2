package no.itagenten.fleet.fleetctl.shell;

import java.io.IOException;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.problem.Problem;

/** Commands from a pipe or file, one a line (or several that end with a backslash), up to the first that fails. */
final class ScriptedShell {

    /** Where the lines come from. */
    @FunctionalInterface
    interface Lines {
        /** The next one; empty at the end. */
        Optional<String> next() throws IOException;
    }

    private final Invocation invocation;
    private final Lines lines;
    private final String source;
    private int number;

    /** @param source how people call where they come from */
    ScriptedShell(Invocation invocation, Lines lines, String source) {
        this.invocation = invocation;
        this.lines = lines;
        this.source = source;
    }

    ExitCode run() {
        ShellSession session = new ShellSession(invocation);
        try {
            Optional<String> line = next();
            while (line.isPresent() && !session.isExit(line.get())) {
                int first = number;
                ExitCode code = session.run(line.get(), invocation.surroundings());
                if (code != ExitCode.DONE) {
                    invocation.say(source + ", line " + first + ": ended with exit code " + code.number()
                            + "; nothing behind it was run.");
                    return code;
                }
                line = next();
            }
            return ExitCode.DONE;
        } catch (IOException e) {
            throw new Problem(Problem.Kind.FAILED, "cannot read " + source + ": " + e.getMessage(), "", e);
        }
    }

    /** A line with those it goes on in. */
    private Optional<String> next() throws IOException {
        StringBuilder whole = new StringBuilder();
        Optional<String> line = lines.next();
        while (line.isPresent()) {
            number++;
            String text = line.get();
            if (!text.endsWith("\\") || text.endsWith("\\\\")) {
                return Optional.of(whole + text);
            }
            whole.append(text, 0, text.length() - 1);
            line = lines.next();
        }
        return whole.isEmpty() ? Optional.empty() : Optional.of(whole.toString());
    }
}
