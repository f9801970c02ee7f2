package no.itagenten.fleet.fleetctl.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import no.itagenten.fleet.fleetctl.invocation.CommandEntry;
import no.itagenten.fleet.fleetctl.invocation.CommandIndex;
import no.itagenten.fleet.fleetctl.invocation.HelpTopics;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** All commands as a completion script wants them: lines of words, tab, description. */
final class CompletionTable {

    /**
     * What can follow one of these paths.
     *
     * @param paths what was typed so far, a command with its aliases, the first word of some, or nothing
     * @param words the next words of longer commands
     * @param options names, kind of value ({@code -} for none), description
     * @param places the kind of each argument; the last ends with {@code ...} if it may be repeated
     */
    record Row(List<String> paths, List<String> words, List<String> options, List<String> places) {}

    private final List<Row> rows = new ArrayList<>();
    private final List<String> globalOptions;

    CompletionTable(CommandIndex commands) {
        List<CommandEntry> entries = commands.entries();
        globalOptions = lines(CommandModel.of(entries.get(0), commands).globalOptions(), "");
        rows.add(new Row(List.of(""), firstWords(entries), List.of(), List.of()));
        secondWords(entries).forEach((first, words) -> rows.add(new Row(List.of(first), words, List.of(), List.of())));
        for (CommandEntry entry : entries) {
            rows.add(row(CommandModel.of(entry, commands), entries));
        }
    }

    List<Row> rows() {
        return List.copyOf(rows);
    }

    /** The options of every command, in the same form. */
    List<String> globalOptions() {
        return globalOptions;
    }

    private static List<String> firstWords(List<CommandEntry> entries) {
        Map<String, String> words = new LinkedHashMap<>();
        for (CommandEntry entry : entries) {
            String first = entry.words().get(0);
            if (entry.words().size() == 1) {
                words.put(first, entry.summary());
            } else {
                String second = entry.words().get(1);
                words.merge(first, second, (before, more) -> before + ", " + more);
            }
        }
        return words.entrySet().stream()
                .map(word -> word.getKey() + "\t" + word.getValue())
                .toList();
    }

    /** Below each first word; the aliases can be typed, and are offered to nobody who typed nothing of them. */
    private static Map<String, List<String>> secondWords(List<CommandEntry> entries) {
        Map<String, List<String>> below = new LinkedHashMap<>();
        for (CommandEntry entry : entries) {
            List<String> paths = new ArrayList<>(List.of(entry.path()));
            paths.addAll(entry.aliases());
            Set<String> seen = new LinkedHashSet<>();
            for (String path : paths) {
                String[] words = path.split(" ", -1);
                if (words.length == 2 && seen.add(words[0])) {
                    below.computeIfAbsent(words[0], first -> new ArrayList<>()).add(words[1] + "\t" + entry.summary());
                }
            }
        }
        entries.forEach(entry -> below.remove(entry.path()));
        return below;
    }

    private static Row row(CommandModel model, List<CommandEntry> entries) {
        CommandEntry entry = model.entry();
        List<String> paths = new ArrayList<>(List.of(entry.path()));
        paths.addAll(entry.aliases());
        List<String> places = new ArrayList<>();
        for (PositionalParamSpec argument : model.arguments()) {
            String kind =
                    argument.paramLabel().equals("TOPIC") ? topics(entries) : ValueKind.of(argument, entry.path());
            places.add(argument.index().max() > argument.index().min() ? kind + "..." : kind);
        }
        return new Row(paths, List.of(), lines(model.options(), entry.path()), places);
    }

    private static String topics(List<CommandEntry> entries) {
        Set<String> topics = new LinkedHashSet<>(HelpTopics.names());
        entries.forEach(entry -> topics.add(entry.words().get(0)));
        return "=" + String.join(",", topics);
    }

    private static List<String> lines(List<OptionSpec> options, String command) {
        return options.stream()
                .map(option -> String.join(",", option.names())
                        + "\t"
                        + (option.arity().max() == 0 ? "-" : ValueKind.of(option, command))
                        + "\t"
                        + CommandModel.description(option))
                .toList();
    }
}
