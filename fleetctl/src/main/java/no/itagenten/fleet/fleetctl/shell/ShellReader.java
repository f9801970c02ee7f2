package no.itagenten.fleet.fleetctl.shell;

import no.itagenten.fleet.fleetctl.invocation.CommandIndex;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.terminal.Terminal;
import org.jline.widget.AutosuggestionWidgets;

/** The reader of the shell's lines, as it is set up. */
final class ShellReader {

    private ShellReader() {}

    static LineReader of(Terminal terminal, CommandIndex commands, FleetView fleet, ShellHistory history) {
        LineReader reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("fleetctl")
                .parser(ShellWords.parser())
                .completer(new ShellCompleter(commands, fleet))
                .history(history)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.CASE_INSENSITIVE, true)
                .option(LineReader.Option.HISTORY_IGNORE_SPACE, true)
                .option(LineReader.Option.HISTORY_TIMESTAMPED, false)
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, "… ")
                .build();
        if (!terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
            // What was typed before stands behind the cursor, faint; the right arrow takes it.
            new AutosuggestionWidgets(reader).enable();
        }
        return reader;
    }
}
