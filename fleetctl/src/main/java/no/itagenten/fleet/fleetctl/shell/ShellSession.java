package no.itagenten.fleet.fleetctl.shell;

import java.util.List;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.Surroundings;
import no.itagenten.fleet.fleetctl.io.Console;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.problem.Problem;

/** Runs the lines of a shell, whoever gives them, and keeps what one line leaves to the next. For one thread. */
final class ShellSession {

    private final Invocation invocation;
    private final ShellWords words;
    private final ChosenDevices chosen;

    ShellSession(Invocation invocation) {
        this.invocation = invocation;
        this.words = new ShellWords(invocation.options());
        this.chosen = new ChosenDevices(invocation.commands());
    }

    /** The devices that commands are about which name none. */
    ChosenDevices chosen() {
        return chosen;
    }

    /** Whether the line leaves the shell. */
    boolean isExit(String line) {
        return ShellWords.isExit(List.of(line.strip().split("\\s+", -1)));
    }

    /** Runs one; an empty one is done. Whatever goes wrong has been said when it returns. */
    ExitCode run(String line, Surroundings surroundings) {
        try {
            Pipeline pipeline = Pipeline.parse(line);
            List<String> command = words.split(pipeline.command());
            if (command.isEmpty()) {
                return ExitCode.DONE;
            }
            if (pipeline.through().isEmpty()) {
                return run(command, surroundings);
            }
            try (LocalPipe pipe = new LocalPipe(pipeline.through().get(), surroundings.console())) {
                return run(command, with(surroundings, pipe.console()));
            }
        } catch (Problem e) {
            surroundings
                    .console()
                    .say("Error: " + e.getMessage() + "." + (e.nextStep().isEmpty() ? "" : "\n" + e.nextStep()));
            return ExitCode.of(e.kind());
        }
    }

    private ExitCode run(List<String> command, Surroundings surroundings) {
        if (command.get(0).equals("use")) {
            Invocation own =
                    new Invocation(surroundings, invocation.options(), invocation.commands(), invocation.runner());
            return Use.run(own, chosen, command.subList(1, command.size()));
        }
        return invocation.runner().run(words.withOptions(chosen.addTo(command)), surroundings);
    }

    private static Surroundings with(Surroundings surroundings, Console console) {
        return new Surroundings(
                surroundings.environment(),
                console,
                surroundings.prompter(),
                surroundings.cancellation(),
                surroundings.clock(),
                surroundings.interactive());
    }
}
