package no.itagenten.fleet.it.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A command line of a document: a program of ours and what follows it, up to a redirection, a pipe or a comment. */
record CommandWords(String program, List<String> arguments) {

    private static final Pattern PROGRAM = Pattern.compile(
            "(?:^|[ (=])(?:\\./|dist/bin/|\\S*/bin/)?(fleetctl|fleetd|fleet-agent|install\\.sh)(?= |$)");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|([^\\s\"']+)");

    /** What is neither an argument nor part of one. */
    private static final Pattern END = Pattern.compile("#.*|[0-9]?[<>|&;].*");

    private static final Pattern DRAWING = Pattern.compile("[\\u2500-\\u25ff]");

    static Optional<CommandWords> of(String line) {
        Matcher program = PROGRAM.matcher(line);
        if (line.startsWith("#")
                || DRAWING.matcher(line).find()
                || !program.find()
                || !isCommand(line.substring(0, program.start()))) {
            return Optional.empty();
        }
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line.substring(program.end()).replaceAll("[\\[\\])]", " "));
        while (word.find()) {
            boolean quoted = word.group(3) == null;
            if (!quoted && END.matcher(word.group(3)).matches()) {
                break;
            }
            words.add(word.group(1) != null ? word.group(1) : quoted ? word.group(2) : word.group(3));
        }
        return Optional.of(new CommandWords(program.group(1), words));
    }

    /** Whether what stands before the program leaves it the program: assignments, another command and an operator. */
    private static boolean isCommand(String before) {
        return before.isBlank()
                || before.matches("(\\S+=\\S*\\s*)+")
                || before.matches(".*(&&|\\||\\$\\(|sudo( -n)?)\\s*");
    }

    List<String> options() {
        return arguments.stream()
                .filter(word -> word.matches("--?[a-z].*"))
                .map(word -> word.replaceFirst("=.*", ""))
                .toList();
    }

    @Override
    public String toString() {
        return program + " " + String.join(" ", arguments);
    }
}
