package no.itagenten.fleet.fleetctl.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.io.TerminalFacts;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.problem.Problem;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import picocli.CommandLine.Command;

/** {@code fleetctl shell}: the same commands, without typing fleetctl before each. */
@Command
public final class Shell extends FleetCommand {

    @Override
    public ExitCode run(Invocation invocation) {
        if (invocation.surroundings().interactive()) {
            throw Problem.usage("this is the shell already", "Leave it with: exit");
        }
        TerminalFacts facts = invocation.console().terminal();
        if (!facts.input() || !facts.output()) {
            return new ScriptedShell(invocation).run();
        }
        try (Terminal terminal = TerminalBuilder.builder()
                .name("fleetctl")
                .encoding(StandardCharsets.UTF_8)
                .system(true)
                .dumb(true)
                .build()) {
            return new InteractiveShell(invocation, terminal).run();
        } catch (IOException e) {
            throw new Problem(
                    Problem.Kind.FAILED,
                    "cannot use this terminal: " + e.getMessage(),
                    "Try it with TERM=dumb, or give the commands one by one.",
                    e);
        }
    }
}
