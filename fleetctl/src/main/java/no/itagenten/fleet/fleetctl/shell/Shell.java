package no.itagenten.fleet.fleetctl.shell;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.PathConverter;
import no.itagenten.fleet.fleetctl.io.SystemTerminal;
import no.itagenten.fleet.fleetctl.io.TerminalFacts;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.problem.Problem;
import org.jline.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fleetctl shell}: the same commands, without typing fleetctl before each. */
@Command
public final class Shell extends FleetCommand {

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            converter = PathConverter.class,
            description = "Run the commands in FILE, up to the first that fails, and end with its exit code.")
    private Path file;

    @Override
    public ExitCode run(Invocation invocation) {
        if (invocation.surroundings().interactive()) {
            throw Problem.usage("this is the shell already", "Leave it with: exit");
        }
        if (file != null) {
            return runFile(invocation);
        }
        TerminalFacts facts = invocation.console().terminal();
        if (!facts.input() || !facts.output()) {
            return new ScriptedShell(invocation, invocation.console()::readLine, "standard input").run();
        }
        try (Terminal terminal = SystemTerminal.builder().dumb(true).build()) {
            return new InteractiveShell(invocation, terminal).run();
        } catch (IOException e) {
            throw new Problem(
                    Problem.Kind.FAILED,
                    "cannot use this terminal: " + e.getMessage(),
                    "Try it with TERM=dumb, or give the commands one by one.",
                    e);
        }
    }

    private ExitCode runFile(Invocation invocation) {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            return new ScriptedShell(invocation, () -> Optional.ofNullable(reader.readLine()), file.toString()).run();
        } catch (IOException e) {
            throw Problem.usage("cannot read " + file, "Check that it is there, is text, and that you may read it.");
        }
    }
}
