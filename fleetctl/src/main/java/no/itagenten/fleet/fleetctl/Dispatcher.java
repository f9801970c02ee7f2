package no.itagenten.fleet.fleetctl;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.invocation.CommandEntry;
import no.itagenten.fleet.fleetctl.invocation.CommandIndex;
import no.itagenten.fleet.fleetctl.invocation.CommandParser;
import no.itagenten.fleet.fleetctl.invocation.CommandRunner;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.Surroundings;
import no.itagenten.fleet.fleetctl.io.TerminalFacts;
import no.itagenten.fleet.fleetctl.output.Paint;
import no.itagenten.fleet.fleetctl.output.Sanitizer;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.problem.Problem;

/** From words to an exit code: finds the command, has it filled, runs it, and puts whatever goes wrong into two lines. */
public final class Dispatcher implements CommandRunner {

    private static final int MOST_SHOWN = 1_000;

    private final CommandIndex commands;

    /** A dispatcher to these commands. */
    public Dispatcher(CommandIndex commands) {
        this.commands = commands;
    }

    @Override
    public ExitCode run(List<String> words, Surroundings surroundings) {
        boolean debug = words.contains("--debug");
        try {
            return dispatch(words, surroundings);
        } catch (Problem problem) {
            if (debug) {
                tellAll(problem, surroundings);
            }
            return tell(problem, surroundings, words.contains("--no-color"));
        } catch (RuntimeException | StackOverflowError e) {
            if (debug) {
                tellAll(e, surroundings);
            }
            Problem unexpected = new Problem(
                    Problem.Kind.FAILED,
                    "fleetctl itself failed: " + e,
                    "This is a mistake in fleetctl. Run it again with --debug and report what it prints.");
            return tell(unexpected, surroundings, words.contains("--no-color"));
        }
    }

    /** The whole story. Whatever answered is quoted in it. */
    private static void tellAll(Throwable failure, Surroundings surroundings) {
        StringWriter story = new StringWriter();
        failure.printStackTrace(new PrintWriter(story, true));
        surroundings.console().sayRaw(Sanitizer.lines(story.toString()));
    }

    private ExitCode dispatch(List<String> words, Surroundings surroundings) {
        CommandWords split = CommandWords.split(words, commands);
        CommandEntry entry = split.entry().orElse(null);
        List<String> arguments = split.arguments();
        if (entry == null) {
            boolean version = words.contains("--version") || words.contains("-V");
            entry = commands.find(version ? "version" : "help").orElseThrow();
            arguments = words.stream()
                    .filter(word -> !List.of("--version", "-V", "-h", "--help").contains(word))
                    .toList();
        }
        FleetCommand command = commands.create(entry);
        Optional<String> help = new CommandParser(entry, command, paint(words, surroundings)).parse(arguments);
        if (help.isPresent()) {
            surroundings.console().print(help.get());
            return ExitCode.DONE;
        }
        ExitCode code = command.run(new Invocation(surroundings, command.global(), commands, this));
        if (words.isEmpty()) {
            offerShell(surroundings);
        }
        return code;
    }

    /** To somebody who only typed our name. */
    private static void offerShell(Surroundings surroundings) {
        TerminalFacts terminal = surroundings.console().terminal();
        if (terminal.input() && terminal.output() && !surroundings.interactive()) {
            surroundings.console().say("To work in a shell that completes devices and commands: fleetctl shell");
        }
    }

    private static Paint paint(List<String> words, Surroundings surroundings) {
        return Paint.choose(
                words.contains("--no-color"),
                surroundings.environment(),
                surroundings.console().terminal(),
                surroundings.console().terminal().output());
    }

    private static ExitCode tell(Problem problem, Surroundings surroundings, boolean noColor) {
        Paint paint = Paint.choose(
                noColor,
                surroundings.environment(),
                surroundings.console().terminal(),
                surroundings.console().terminal().error());
        boolean silent = problem.kind() == Problem.Kind.OUTPUT_CLOSED || problem.kind() == Problem.Kind.INTERRUPTED;
        if (!silent) {
            surroundings.console().say(paint.red("Error:") + " " + shown(problem.getMessage()) + ".");
            if (!problem.nextStep().isEmpty()) {
                surroundings.console().say(shown(problem.nextStep()));
            }
        }
        return ExitCode.of(problem.kind());
    }

    /** One harmless line; of what somebody blew up the middle is left out, so that its reason stays. */
    private static String shown(String text) {
        String line = Sanitizer.line(text);
        return line.length() <= MOST_SHOWN
                ? line
                : line.substring(0, MOST_SHOWN / 2) + " … " + line.substring(line.length() - MOST_SHOWN / 2);
    }
}
