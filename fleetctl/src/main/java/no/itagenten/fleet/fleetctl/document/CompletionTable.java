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

/** All commands as a completion script wants them: lines of words, tab, description. Immutable. */
final class CompletionTable {

    /**
     * What can follow one of these paths.
     *
     * @param paths what was typed so far: a command or an alias of it, the first word of some, or nothing
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
        Map<String, List<String>> below = secondWords(entries);
        for (CommandEntry entry : entries) {
            add(CommandModel.of(entry, commands), entries, below);
        }
        below.forEach((first, words) -> rows.add(new Row(List.of(first), words, List.of(), List.of())));
    }

    List<Row> rows() {
        return List.copyOf(rows);
    }

    /** The options of every command, in the same form. */
    List<String> globalOptions() {
        return globalOptions;
    }

    /** A row of the command's own, and one for each of its paths that is also the first word of others. */
    private void add(CommandModel model, List<CommandEntry> entries, Map<String, List<String>> below) {
        List<String> options = lines(model.options(), model.entry().path());
        List<String> places = places(model, entries);
        List<String> paths = paths(model.entry());
        for (String path : paths(model.entry())) {
            if (below.containsKey(path)) {
                rows.add(new Row(List.of(path), below.remove(path), options, places));
                paths.remove(path);
            }
        }
        if (!paths.isEmpty()) {
            rows.add(new Row(paths, List.of(), options, places));
        }
    }

    private static List<String> paths(CommandEntry entry) {
        List<String> paths = new ArrayList<>(List.of(entry.path()));
        paths.addAll(entry.aliases());
        return paths;
    }

    /** A command's own word, or that of several with what they are. Aliases can be typed, and are offered to nobody. */
    private static List<String> firstWords(List<CommandEntry> entries) {
        Map<String, String> words = new LinkedHashMap<>();
        Map<String, String> longer = new LinkedHashMap<>();
        for (CommandEntry entry : entries) {
            String first = entry.words().get(0);
            words.putIfAbsent(first, "");
            if (entry.words().size() == 1) {
                words.put(first, entry.summary());
            } else {
                longer.merge(first, entry.words().get(1), (before, more) -> before + ", " + more);
            }
        }
        longer.forEach((first, seconds) -> words.replace(first, "", seconds));
        return words.entrySet().stream()
                .map(word -> word.getKey() + "\t" + word.getValue())
                .toList();
    }

    /** Below each first word; below those of aliases too. */
    private static Map<String, List<String>> secondWords(List<CommandEntry> entries) {
        Map<String, Map<String, String>> below = new LinkedHashMap<>();
        for (CommandEntry entry : entries) {
            for (String path : paths(entry)) {
                String[] words = path.split(" ", -1);
                if (words.length == 2) {
                    below.computeIfAbsent(words[0], first -> new LinkedHashMap<>())
                            .putIfAbsent(words[1], entry.summary());
                }
            }
        }
        Map<String, List<String>> lines = new LinkedHashMap<>();
        below.forEach((first, seconds) -> lines.put(
                first,
                seconds.entrySet().stream()
                        .map(word -> word.getKey() + "\t" + word.getValue())
                        .toList()));
        return lines;
    }

    private static List<String> places(CommandModel model, List<CommandEntry> entries) {
        List<String> places = new ArrayList<>();
        for (PositionalParamSpec argument : model.arguments()) {
            String kind = argument.paramLabel().equals("TOPIC")
                    ? topics(entries)
                    : ValueKind.of(argument, model.entry().path());
            places.add(argument.index().max() > argument.index().min() ? kind + "..." : kind);
        }
        return places;
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
