package no.itagenten.fleet.fleetctl.shell;

import java.util.Optional;
import no.itagenten.fleet.fleetctl.problem.Problem;

/**
 * A line of the shell: a command of ours, and what its output goes through.
 *
 * @param command what stands before the first {@code |} that is not quoted
 * @param through what stands behind it, for the local shell
 */
record Pipeline(String command, Optional<String> through) {

    /**
     * Takes a line apart. Quotes and backslashes count as they do for the words.
     *
     * @throws Problem of kind USAGE if one side of the sign is empty
     */
    static Pipeline parse(String line) {
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && quote != '\'') {
                i++;
            } else if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            } else if (quote == 0 && c == '#' && (i == 0 || Character.isWhitespace(line.charAt(i - 1)))) {
                break; // a comment
            } else if (quote == 0 && c == '|') {
                return of(line.substring(0, i), line.substring(i + 1));
            }
        }
        return new Pipeline(line, Optional.empty());
    }

    private static Pipeline of(String command, String through) {
        if (command.isBlank() || through.isBlank()) {
            throw Problem.usage("one side of the | is empty", "For example: devices | grep oslo");
        }
        return new Pipeline(command, Optional.of(through.strip()));
    }
}
