package no.itagenten.fleet.fleetctl.shell;

import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.io.Console;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;

/** The prompt with what is typed behind it, and the news above. One thread reads; news may come from another. */
final class ShellScreen {

    private final LineReader reader;
    private final ShellPrompt prompt;
    private final FleetView fleet;
    private final Console console;
    private volatile String shown = "";

    /** @param console for news that come while nobody is asked */
    ShellScreen(LineReader reader, ShellPrompt prompt, FleetView fleet, Console console) {
        this.reader = reader;
        this.prompt = prompt;
        this.fleet = fleet;
        this.console = console;
    }

    /** The next line; an empty one after Ctrl-C, none at the end of the input. */
    Optional<String> read() {
        try {
            shown = prompt.text();
            return Optional.of(reader.readLine(shown));
        } catch (UserInterruptException e) {
            return Optional.of("");
        } catch (EndOfFileException e) {
            if (reader.getTerminal().getType().startsWith(Terminal.TYPE_DUMB)) {
                console.say(""); // elsewhere JLine ends the line
            }
            return Optional.empty();
        }
    }

    /** The fleet is different: the prompt says so, and above it stand these lines. What is being typed stays. */
    void news(List<String> lines) {
        fleet.expire();
        String text = prompt.text();
        boolean other = !text.equals(shown);
        try {
            if (other && reader.isReading() && reader instanceof LineReaderImpl changeable) {
                changeable.setPrompt(text);
                shown = text;
            }
            for (String line : lines) {
                print(line);
            }
            if (other && lines.isEmpty() && reader.isReading()) {
                reader.callWidget(LineReader.REDISPLAY);
            }
        } catch (IllegalStateException e) {
            // The line was finished at this moment; the next prompt is made anew.
        }
    }

    private void print(String line) {
        if (reader.isReading()) {
            reader.printAbove(line);
        } else {
            console.say(line);
        }
    }
}
