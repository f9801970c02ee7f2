package no.itagenten.fleet.fleetctl.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.Surroundings;
import no.itagenten.fleet.fleetctl.io.Cancellation;
import no.itagenten.fleet.fleetctl.io.Console;
import no.itagenten.fleet.fleetctl.io.TerminalFacts;
import no.itagenten.fleet.fleetctl.output.Paint;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.problem.Problem;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;

/** The shell at a terminal. Ctrl-C ends the command that runs and not the shell; Ctrl-D leaves. For one thread. */
final class InteractiveShell {

    private final Invocation invocation;
    private final Terminal terminal;
    private final Console console;
    private final boolean dumb;

    InteractiveShell(Invocation invocation, Terminal terminal) {
        this.invocation = invocation;
        this.terminal = terminal;
        this.dumb = terminal.getType().startsWith(Terminal.TYPE_DUMB);
        PrintStream out = new PrintStream(terminal.output(), false, StandardCharsets.UTF_8);
        TerminalFacts facts = new TerminalFacts(true, true, true, this::columns, dumb);
        this.console = new Console(InputStream.nullInputStream(), out, out, facts);
    }

    private int columns() {
        return terminal.getSize().getColumns() > 0 ? terminal.getSize().getColumns() : TerminalFacts.USUAL_COLUMNS;
    }

    ExitCode run() {
        Paint paint = Paint.choose(
                invocation.options().noColor(), invocation.surroundings().environment(), console.terminal(), true);
        ShellHistory history =
                new ShellHistory(invocation.surroundings().environment().stateDirectory());
        try (FleetView fleet = new FleetView(invocation)) {
            LineReader reader = reader(fleet, history);
            ShellPrompt prompt = new ShellPrompt(fleet, paint, dumb);
            console.say("Tab completes, help explains, Ctrl-D leaves.");
            while (true) {
                history.use(reader, fleet.title().orElse("none"));
                List<String> words = read(reader, prompt);
                if (ShellWords.isExit(words)) {
                    break;
                }
                if (!words.isEmpty()) {
                    runCommand(words);
                    fleet.expire();
                }
            }
            history.save();
            return ExitCode.DONE;
        } catch (IOException e) {
            throw new Problem(
                    Problem.Kind.FAILED,
                    "the history cannot be read or written: " + e.getMessage(),
                    "Look at the files under "
                            + invocation.surroundings().environment().stateDirectory() + ".",
                    e);
        }
    }

    private LineReader reader(FleetView fleet, ShellHistory history) {
        return LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("fleetctl")
                .parser(ShellWords.parser())
                .completer(new ShellCompleter(invocation.commands(), fleet))
                .history(history)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.CASE_INSENSITIVE, true)
                .option(LineReader.Option.HISTORY_IGNORE_SPACE, true)
                .option(LineReader.Option.HISTORY_TIMESTAMPED, false)
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, "… ")
                .build();
    }

    /** The next line's words; {@code exit} at the end of the input. */
    private List<String> read(LineReader reader, ShellPrompt prompt) {
        try {
            return new ShellWords(invocation.options()).split(reader.readLine(prompt.text()));
        } catch (UserInterruptException e) {
            return List.of();
        } catch (EndOfFileException e) {
            return List.of("exit");
        } catch (Problem e) {
            console.say("Error: " + e.getMessage() + ". " + e.nextStep());
            return List.of();
        }
    }

    private void runCommand(List<String> words) {
        Cancellation cancellation = new Cancellation();
        Surroundings surroundings = new Surroundings(
                invocation.surroundings().environment(),
                console,
                new ShellPrompter(terminal),
                cancellation,
                invocation.clock(),
                true);
        Terminal.SignalHandler before = terminal.handle(Terminal.Signal.INT, signal -> cancellation.cancel());
        try {
            invocation.runner().run(new ShellWords(invocation.options()).withOptions(words), surroundings);
            if (cancellation.isCancelled()) {
                console.say(""); // the prompt would stand behind the terminal's own ^C
            }
        } finally {
            terminal.handle(Terminal.Signal.INT, before);
        }
    }
}
