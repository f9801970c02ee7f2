package no.itagenten.fleet.fleetctl.shell;

import java.util.Optional;
import no.itagenten.fleet.fleetctl.io.ConsolePrompter;
import no.itagenten.fleet.fleetctl.io.Prompter;
import no.itagenten.fleet.fleetctl.top.TerminalOwner;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;

/** Questions of a command that runs in the shell; the answers are kept out of its history. */
final class ShellPrompter implements Prompter, TerminalOwner {

    private final Terminal terminal;
    private final LineReader reader;

    ShellPrompter(Terminal terminal) {
        this.terminal = terminal;
        reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .variable(LineReader.DISABLE_HISTORY, true)
                .build();
    }

    @Override
    public Terminal terminal() {
        return terminal;
    }

    @Override
    public boolean canAsk() {
        return true;
    }

    @Override
    public boolean confirm(String question) {
        return ask(question + " [y/N] ", null).filter(ConsolePrompter::isYes).isPresent();
    }

    @Override
    public Optional<String> secret(String label) {
        return ask(label + ": ", (char) 0); // JLine shows nothing for this mask
    }

    private Optional<String> ask(String prompt, Character mask) {
        try {
            return Optional.of(reader.readLine(prompt.replace("%", "%%"), mask));
        } catch (UserInterruptException | EndOfFileException e) {
            return Optional.empty();
        }
    }
}
