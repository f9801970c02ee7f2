package no.itagenten.fleet.fleetctl.shell;

import java.util.List;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.Surroundings;
import no.itagenten.fleet.fleetctl.io.Console;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.problem.Problem;

/** Runs the lines of a shell, whoever gives them, and keeps what one line leaves to the next. For one thread. */
final class ShellSession {

    private static final String HELP = """

            In this shell, without fleetctl before each
              use kirke-1               choose what commands are about that name no device
              use                       choose none again
              devices | grep oslo       show what a program of this machine makes of it
              exit                      leave, as Ctrl-D does
            """;

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

    /** Whether whom the server takes us for may be another one behind this line. */
    boolean isAboutLogin(String line) {
        return line.strip().matches("(fleetctl\\s+)?(login|logout)\\b.*");
    }

    /** Runs one; an empty one is done. Whatever goes wrong has been said when it returns. */
    ExitCode run(String typed, Surroundings surroundings) {
        try {
            Pipeline pipeline = Pipeline.parse(ShellWords.joined(typed));
            List<String> command = words.split(pipeline.command());
            if (command.isEmpty()) {
                return ExitCode.DONE;
            }
            if (pipeline.through().isEmpty()) {
                return run(command, surroundings);
            }
            try (LocalPipe pipe = new LocalPipe(pipeline.through().get(), surroundings.console())) {
                ExitCode code = run(command, with(surroundings, pipe.console()));
                return code == ExitCode.DONE && !pipe.succeeded() ? ExitCode.FAILED : code;
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
        if (command.equals(List.of("help", "use"))) {
            return run(List.of("use", "--help"), surroundings);
        }
        if (command.equals(List.of("help"))) {
            ExitCode code = invocation.runner().run(words.withOptions(command), surroundings);
            surroundings.console().print(HELP);
            return code;
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
