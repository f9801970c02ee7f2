package no.itagenten.fleet.fleetctl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import no.itagenten.fleet.fleetctl.invocation.CommandEntry;
import no.itagenten.fleet.fleetctl.invocation.CommandIndex;
import no.itagenten.fleet.fleetctl.invocation.Similar;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.protocol.Text;

/**
 * A command line taken apart: which command is meant, and what is left for it.
 *
 * @param entry empty when there is no command at all
 */
record CommandWords(Optional<CommandEntry> entry, List<String> arguments) {

    private static final int MOST_SHOWN = 100;

    /** Options that may stand before the command and take the next word. */
    private static final Set<String> TAKES_VALUE =
            Set.of("--context", "--url", "--token-file", "--ca-file", "--time", "-o", "--output", "-l", "--selector");

    /** @throws Problem of kind USAGE if the words name no command */
    static CommandWords split(List<String> words, CommandIndex commands) {
        int first = 0;
        while (first < words.size() && words.get(first).startsWith("-")) {
            first += TAKES_VALUE.contains(words.get(first)) ? 2 : 1;
        }
        if (first >= words.size()) {
            return new CommandWords(Optional.empty(), words);
        }
        String word = words.get(first);
        boolean hasSecond = first + 1 < words.size();
        // the longer one first: 'describe device kirke-1' beside 'describe kirke-1'
        Optional<CommandEntry> pair = hasSecond ? commands.find(word + " " + words.get(first + 1)) : Optional.empty();
        if (pair.isPresent()) {
            return new CommandWords(pair, without(words, first, 2));
        }
        Optional<CommandEntry> single = commands.find(word);
        if (single.isPresent()) {
            return new CommandWords(single, without(words, first, 1));
        }
        List<String> below = below(word, commands);
        if (below.isEmpty()) {
            throw unknown(word, commands);
        }
        String all = "There are: fleetctl " + word + " " + String.join("|", below);
        if (!hasSecond || words.get(first + 1).startsWith("-")) {
            throw Problem.usage("'" + word + "' wants a second word", all);
        }
        String second = words.get(first + 1);
        throw Problem.usage(
                "there is no command '" + word + " " + Text.excerpt(second, MOST_SHOWN) + "'",
                Similar.question(second, below, all));
    }

    private static List<String> below(String word, CommandIndex commands) {
        List<String> own = paths(commands.entries().stream().map(CommandEntry::path), word);
        return own.isEmpty()
                ? paths(commands.entries().stream().flatMap(entry -> entry.aliases().stream()), word)
                : own;
    }

    private static List<String> paths(Stream<String> paths, String word) {
        return paths.filter(path -> path.startsWith(word + " "))
                .map(path -> path.substring(word.length() + 1))
                .toList();
    }

    private static Problem unknown(String word, CommandIndex commands) {
        List<String> known = commands.entries().stream()
                .map(entry -> entry.words().get(0))
                .distinct()
                .toList();
        return Problem.usage(
                "there is no command '" + Text.excerpt(word, MOST_SHOWN) + "'",
                Similar.question(word, known, "See them all: fleetctl help"));
    }

    private static List<String> without(List<String> words, int from, int count) {
        List<String> rest = new ArrayList<>(words.subList(0, from));
        rest.addAll(words.subList(from + count, words.size()));
        return rest;
    }
}
