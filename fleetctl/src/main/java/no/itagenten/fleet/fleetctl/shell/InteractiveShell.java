package no.itagenten.fleet.fleetctl.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.Surroundings;
import no.itagenten.fleet.fleetctl.io.Cancellation;
import no.itagenten.fleet.fleetctl.io.Console;
import no.itagenten.fleet.fleetctl.io.TerminalFacts;
import no.itagenten.fleet.fleetctl.output.Paint;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.problem.Problem;
import org.jline.reader.LineReader;
import org.jline.terminal.Terminal;

/** The shell at a terminal. Ctrl-C ends the command that runs and not the shell; Ctrl-D leaves. For one thread. */
final class InteractiveShell {

    private final Invocation invocation;
    private final Terminal terminal;
    private final Console console;
    private final boolean dumb;
    private final ShellSession session;
    private final Notices notices;
    private final Paint paint;

    InteractiveShell(Invocation invocation, Terminal terminal) {
        this.invocation = invocation;
        this.terminal = terminal;
        this.dumb = terminal.getType().startsWith(Terminal.TYPE_DUMB);
        PrintStream out = new PrintStream(terminal.output(), false, StandardCharsets.UTF_8);
        TerminalFacts facts = new TerminalFacts(true, true, true, this::columns, dumb);
        this.console = new Console(InputStream.nullInputStream(), out, out, facts);
        this.session = new ShellSession(invocation);
        this.paint = Paint.choose(
                invocation.options().noColor(), invocation.surroundings().environment(), facts, true);
        this.notices = new Notices(invocation.clock(), paint);
    }

    private int columns() {
        return terminal.getSize().getColumns() > 0 ? terminal.getSize().getColumns() : TerminalFacts.USUAL_COLUMNS;
    }

    ExitCode run() {
        // Between two commands, too, Ctrl-C is not for the shell.
        Terminal.SignalHandler before = terminal.handle(Terminal.Signal.INT, signal -> {});
        ShellHistory history =
                new ShellHistory(invocation.surroundings().environment().stateDirectory());
        try (FleetView fleet = new FleetView(invocation)) {
            LineReader reader = ShellReader.of(terminal, invocation.commands(), fleet, history);
            ShellPrompt prompt = new ShellPrompt(fleet, session.chosen(), paint, dumb, this::columns);
            ShellScreen screen = new ShellScreen(reader, prompt, fleet, console);
            console.say("Tab completes, help explains, Ctrl-R searches what was typed, Ctrl-D leaves.");
            try (NoticeFeed feed = new NoticeFeed(fleet::client, notices, screen::news)) {
                loop(reader, screen, fleet, history, feed);
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
        } finally {
            terminal.handle(Terminal.Signal.INT, before);
        }
    }

    private void loop(LineReader reader, ShellScreen screen, FleetView fleet, ShellHistory history, NoticeFeed feed)
            throws IOException {
        boolean first = true;
        while (true) {
            if (fleet.moved() && !first) {
                session.chosen().forget();
                feed.again();
            }
            first = false;
            history.use(reader, fleet.title().orElse("none"));
            Optional<String> line = screen.read();
            if (line.isEmpty() || session.isExit(line.get())) {
                return;
            }
            if (!line.get().isBlank()) {
                runCommand(line.get());
                fleet.expire();
                if (session.isAboutLogin(line.get())) {
                    fleet.expireUser();
                }
            }
        }
    }

    private void runCommand(String line) {
        Cancellation cancellation = new Cancellation();
        Surroundings surroundings = new Surroundings(
                invocation.surroundings().environment(),
                console,
                new ShellPrompter(terminal),
                cancellation,
                invocation.clock(),
                true);
        Terminal.SignalHandler before = terminal.handle(Terminal.Signal.INT, signal -> cancellation.cancel());
        notices.busy();
        try {
            session.run(line, surroundings);
            if (cancellation.isCancelled()) {
                console.say(""); // the prompt would stand behind the terminal's own ^C
            }
        } finally {
            notices.idle();
            terminal.handle(Terminal.Signal.INT, before);
        }
    }
}
