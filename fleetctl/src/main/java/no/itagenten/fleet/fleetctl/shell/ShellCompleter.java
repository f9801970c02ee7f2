package no.itagenten.fleet.fleetctl.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.invocation.CommandEntry;
import no.itagenten.fleet.fleetctl.invocation.CommandIndex;
import no.itagenten.fleet.fleetctl.invocation.CommandParser;
import no.itagenten.fleet.fleetctl.output.Paint;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Completes commands, their options, and what stands behind both. */
final class ShellCompleter implements Completer {

    private final CommandIndex commands;
    private final ArgumentCandidates arguments;

    ShellCompleter(CommandIndex commands, FleetView fleet) {
        this.commands = commands;
        this.arguments = new ArgumentCandidates(commands, fleet);
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        List<String> before = new ArrayList<>(line.words().subList(0, line.wordIndex()));
        if (before.contains("|")) {
            return; // what stands there is for the local shell
        }
        if (!before.isEmpty() && before.get(0).equals("fleetctl")) {
            before.remove(0);
        }
        if (before.isEmpty()) {
            firstWords(candidates);
            return;
        }
        if (before.get(0).equals("use")) {
            complete(
                    new CommandParser(Use.ENTRY, Use.forCompletion(), Paint.NONE).spec(),
                    before.subList(1, before.size()),
                    line.word(),
                    candidates);
            return;
        }
        Optional<CommandEntry> entry = commands.find(before.get(0));
        int used = 1;
        if (entry.isEmpty() && before.size() == 1) {
            secondWords(before.get(0), candidates);
            return;
        }
        if (entry.isEmpty()) {
            entry = commands.find(before.get(0) + " " + before.get(1));
            used = 2;
        }
        if (entry.isPresent()) {
            CommandSpec spec = new CommandParser(entry.get(), commands.create(entry.get()), Paint.NONE).spec();
            complete(spec, before.subList(used, before.size()), line.word(), candidates);
        }
    }

    private void firstWords(List<Candidate> candidates) {
        List<String> seen = new ArrayList<>();
        for (CommandEntry entry : commands.entries()) {
            String word = entry.words().get(0);
            boolean alone = entry.words().size() == 1;
            if (!entry.path().equals("shell") && (alone || !seen.contains(word))) {
                seen.add(word);
                String summary = alone ? entry.summary() : String.join(", ", below(word));
                candidates.add(candidate(word, summary, entry.group().title()));
            }
        }
        candidates.add(candidate("use", Use.ENTRY.summary(), CommandEntry.Group.TOOL.title()));
        candidates.add(candidate("exit", "Leave the shell", CommandEntry.Group.TOOL.title()));
    }

    private List<String> below(String word) {
        return commands.entries().stream()
                .filter(entry ->
                        entry.words().size() == 2 && entry.words().get(0).equals(word))
                .map(entry -> entry.words().get(1))
                .toList();
    }

    private void secondWords(String first, List<Candidate> candidates) {
        for (String second : below(first)) {
            String summary = commands.find(first + " " + second).orElseThrow().summary();
            candidates.add(candidate(second, summary, null));
        }
    }

    private void complete(CommandSpec spec, List<String> given, String word, List<Candidate> candidates) {
        OptionSpec open = null;
        int positionals = 0;
        for (String argument : given) {
            if (open != null) {
                open = null;
            } else if (argument.startsWith("-")) {
                OptionSpec option = spec.findOption(argument);
                open = option != null && option.arity().max() > 0 ? option : null;
            } else {
                positionals++;
            }
        }
        if (open != null) {
            arguments.add(open, given, word, candidates);
        } else if (word.startsWith("-")) {
            options(spec, given, candidates);
        } else {
            positional(spec, positionals).ifPresent(param -> arguments.add(param, given, word, candidates));
        }
    }

    private static Optional<ArgSpec> positional(CommandSpec spec, int index) {
        for (PositionalParamSpec param : spec.positionalParameters()) {
            if (param.index().contains(index)) {
                return Optional.of(param);
            }
        }
        return Optional.empty();
    }

    private static void options(CommandSpec spec, List<String> given, List<Candidate> candidates) {
        for (OptionSpec option : spec.options()) {
            boolean repeatable = option.isMultiValue();
            boolean said = List.of(option.names()).stream().anyMatch(given::contains);
            if (!said || repeatable) {
                boolean ofEveryCommand =
                        option.group() != null && option.group().heading() != null;
                String title = ofEveryCommand ? "options of every command" : "options";
                candidates.add(candidate(option.longestName(), description(option), title));
            }
        }
    }

    private static String description(OptionSpec option) {
        return String.join(" ", option.description())
                .replace("${COMPLETION-CANDIDATES}", String.join(", ", candidatesOf(option)));
    }

    private static List<String> candidatesOf(OptionSpec option) {
        List<String> values = new ArrayList<>();
        if (option.completionCandidates() != null) {
            option.completionCandidates().forEach(values::add);
        }
        return values;
    }

    static Candidate candidate(String value, String description, String group) {
        return new Candidate(value, value, group, description, null, null, true);
    }
}
