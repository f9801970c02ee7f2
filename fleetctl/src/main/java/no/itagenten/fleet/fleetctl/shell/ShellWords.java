package no.itagenten.fleet.fleetctl.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import no.itagenten.fleet.fleetctl.context.TargetChoice;
import no.itagenten.fleet.fleetctl.invocation.GlobalOptions;
import no.itagenten.fleet.fleetctl.problem.Problem;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.SyntaxError;
import org.jline.reader.impl.DefaultParser;

/** Takes a line typed in the shell apart, and hands the options the shell was started with on to each command. */
final class ShellWords {

    private static final Set<String> EXITS = Set.of("exit", "quit");

    private final List<String> inherited = new ArrayList<>();

    ShellWords(GlobalOptions options) {
        TargetChoice target = options.target();
        target.context().ifPresent(value -> inherit("--context", value));
        target.url().ifPresent(value -> inherit("--url", value));
        target.tokenFile().ifPresent(value -> inherit("--token-file", value.toString()));
        target.caFile().ifPresent(value -> inherit("--ca-file", value.toString()));
        if (target.insecure()) {
            inherited.add("--insecure");
        }
        if (options.noColor()) {
            inherited.add("--no-color");
        }
        if (options.debug()) {
            inherited.add("--debug");
        }
    }

    private void inherit(String name, String value) {
        inherited.add(name);
        inherited.add(value);
    }

    /** A line without the breaks that a backslash takes away, as a person or a script may have put them in. */
    static String joined(String line) {
        return line.replaceAll("(?<!\\\\)((?:\\\\\\\\)*)\\\\\r?\n", "$1");
    }

    /** How the reader takes lines apart: quotes and backslashes as in other shells, and a comment after #. */
    static DefaultParser parser() {
        DefaultParser parser = new DefaultParser();
        parser.setEofOnUnclosedQuote(true);
        parser.setEofOnEscapedNewLine(true);
        parser.setLineCommentDelims(new String[] {"#"});
        return parser;
    }

    /**
     * The words of a line; none for an empty one. A leading {@code fleetctl}, typed by habit, does not count.
     *
     * @throws Problem if a quote is not closed
     */
    List<String> split(String line) {
        if (line.isBlank() || line.strip().startsWith("#")) {
            return List.of();
        }
        try {
            ParsedLine parsed = parser().parse(line, line.length(), Parser.ParseContext.ACCEPT_LINE);
            List<String> words = new ArrayList<>(parsed.words());
            words.removeIf(String::isEmpty);
            if (!words.isEmpty() && words.get(0).equals("fleetctl")) {
                words.remove(0);
            }
            return words;
        } catch (EOFError e) {
            throw new Problem(
                    Problem.Kind.USAGE, "a quote is not closed", "Close it, or put a backslash before it.", e);
        } catch (SyntaxError e) {
            throw new Problem(Problem.Kind.USAGE, "cannot read this line: " + e.getMessage(), "", e);
        }
    }

    static boolean isExit(List<String> words) {
        return words.size() == 1 && EXITS.contains(words.get(0));
    }

    /** The command with the options the shell was started with, unless it says otherwise itself. */
    List<String> withOptions(List<String> command) {
        List<String> words = new ArrayList<>(command);
        for (int i = 0; i < inherited.size(); i++) {
            String option = inherited.get(i);
            boolean takesValue =
                    i + 1 < inherited.size() && !inherited.get(i + 1).startsWith("--");
            boolean said = command.stream().anyMatch(word -> word.equals(option) || word.startsWith(option + "="));
            if (!said) {
                words.add(option);
                if (takesValue) {
                    words.add(inherited.get(i + 1));
                }
            }
            i += takesValue ? 1 : 0;
        }
        return words;
    }
}
